"""The words of notebook 05_properties: its question, its exercises with their usual mistakes and hints."""

import numpy as np

from course.lessons.exercise import Answer, Exercise, Question
from course.lessons.shared_mistakes import CE, CHOOSE, FAIR, STEEP, D, divergence, each
from course.translation import _

QUESTIONS = [
    Question(
        _(
            "A photograph is saved as a BMP, a large file that keeps every pixel. Saved as a JPEG of quality 10, it "
            "becomes a small file, and information is lost. Now the JPEG is saved as a BMP, and this file is as large "
            "as the first one. The story says: going back gains information, so D(p‖q) and D(q‖p) must differ. How "
            "much of what was lost is back?"
        ),
        "c",
        {
            _("All of it: the file has its old size again."): _(
                "(a) takes the size of a file for what it tells about the original. The extra bytes repeat what is "
                "known already."
            ),
            _("Half of it: a larger file has room for more."): _(
                "(b) looks like a safe middle, but even half would have to come from somewhere."
            ),
            _("None of it: it was made from the JPEG alone."): _(
                "(c). The second BMP has the JPEG's pixels and nothing else. It cannot know what the JPEG has lost."
            ),
        },
        r"same pixels|all the pixels|JPEG alone|processing inequality|nothing came back|没回来|那些像素|处理不等式",
    ),
]

RENAMED = _(": look for a pair where a swap only gives the outcomes other names")
BENT = [1 / 4, 3 / 4]
OTHER_DISTANCE = (
    abs(np.subtract(FAIR, STEEP)).sum() / 2,
    _("the distance on the page, half the sum of all differences: the question asks for the divergence"),
)

EXERCISES = {
    "05.1": Exercise(
        divergence("direct", FAIR, STEEP, OTHER_DISTANCE, hint=_("Direct is a single divergence: p first, q second.")),
        Answer(
            "detour", D(FAIR, BENT) + D(BENT, STEEP), "bits",
            OTHER_DISTANCE,
            (D(FAIR, BENT), _("the first half of the detour: add D(r‖q)")),
            (D(BENT, STEEP), _("the second half of the detour: add D(p‖r)")),
            (D(STEEP, BENT) + D(BENT, FAIR), _("the way back, D(q‖r) + D(r‖p)")),
            (D(FAIR, BENT) + D(STEEP, BENT), _("D(p‖r) + D(q‖r): the second half is D(r‖q)")),
            (D(BENT, FAIR) + D(BENT, STEEP), _("D(r‖p) + D(r‖q): the first half is D(p‖r)")),
            ((D(FAIR, BENT) + D(BENT, STEEP)) / 2, _("the mean of the two halves: take their sum")),
            (CE(FAIR, BENT) + CE(BENT, STEEP), _("a sum of cross-entropies: subtract the entropies")),
            hint=_("The detour is a sum of two divergences: r is second in one and first in the other."),
        ),
        because=_("the detour is shorter than the direct way, and no distance allows that."),
        hint=_("Three divergences are needed: from p to q, from p to r, and from r to q."),
        strong_hint=_(
            "`kl_divergence` takes the truth first. On the detour r is the belief in one half and the truth in the "
            "other."
        ),
        exchanged=_("direct and detour are exchanged: strange as it is, the detour is the shorter one"),
        examples=[
            ([0.531004, 0.340725], "p and q swapped", "or like H(p) − H(q)"),
            ([0.736966, 0.293260], "D(q‖r) + D(r‖p)"),
        ],
    ),
    "05.2": Exercise(
        Answer("p", None, size=2),
        Answer("q", None, size=2),
        because=_("swapping p and q only gives the outcomes other names, and names do not matter."),
        facts={"p_total": "sum(p)", "q_total": "sum(q)", "forward": "D(p, q)", "backward": "D(q, p)"},
        judge=[
            ("any(abs(p - 0.5) > 0.5)", _("`p` is not a distribution: a probability lies between 0 and 1")),
            ("any(abs(q - 0.5) > 0.5)", _("`q` is not a distribution: a probability lies between 0 and 1")),
            ("abs(p_total - 1) > 4e-6", _("`p` is not a distribution: it sums to {p_total:.6g}, not to 1")),
            ("abs(q_total - 1) > 4e-6", _("`q` is not a distribution: it sums to {q_total:.6g}, not to 1")),
            ("not any(abs(p - q) > 1e-5)", _("p and q are the same, so both divergences are 0: find two that differ")),
            ("close(forward, backward, 1e-9)", ""),
            ("not forward < inf", _("D(p‖q) is infinite, and D(q‖p) is not") + RENAMED),
            ("not backward < inf", _("D(q‖p) is infinite, and D(p‖q) is not") + RENAMED),
            ("True", _("in bits, D(p‖q) is {forward:.6g} and D(q‖p) is {backward:.6g}") + RENAMED),
        ],
        aside=[
            (
                "not forward < inf",
                _("Here both directions are infinite: each calls impossible what the other is sure of."),
            ),
        ],
        examples=[
            ([[0.5, 0.5], [0.9, 0.1]], "in bits, D(p‖q) is 0.736966 and D(q‖p) is 0.531004", "a swap only gives"),
            ([[1, 0], [0.9, 0.1]], "D(q‖p) is infinite", "a swap only gives the outcomes other names"),
            ([[0.9, 0.1], [0.9, 0.1]], "the same, so both divergences are 0"),
            ([[0.3, 0.7], [0.300000001, 0.699999999]], "the same, so both divergences are 0"),
            ([[0.9, 0.1], [0.1, 0.8]], "`q` is not a distribution: it sums to 0.9"),
        ],
    ),
    "05.3": Exercise(
        Answer(
            "first", "b", "",
            ("a", _("the fraction in D itself: the minus sign turns it over")),
            *each("cd", _("half of a fraction: the logarithm in D has both p and q")),
        ),
        Answer(
            "second", "b", "",
            *each("acd", _("something other than the first gap: ln u ≤ u − 1 has the same u on both sides")),
        ),
        Answer(
            "third", "d", "",
            ("a", _("a fraction, but the p(x) in front cancels the one below")),
            ("b", _("the fraction without the p(x) in front of it: they multiply")),
            ("c", _("p(x), but it is p(x) that cancels")),
        ),
        because=_("−ln(p/q) is ln(q/p), the fact takes the logarithm away, and p(x) cancels."),
        hint=CHOOSE,
        strong_hint=_(
            "−ln u is ln(1/u): what does that make of the fraction in D? It is the u of the fact. Then multiply out."
        ),
        examples=[(["a", "a", "d"], "`third` is right", "the minus sign turns it over")],
    ),
    "05.4": Exercise(
        Answer(
            "merged", 1, "bits",
            (2, _("what the original tells about itself: two greys are left of four")),
            (1 / 2, _("the share of each grey that is left: take the entropy")),
            (4, _("the number of greys: take the entropy of those that are left")),
            (0, _("nothing at all: one can still tell dark from light")),
            (1.5, _("a middle between 1 and 2 bits: two greys, equally common, are left")),
            hint=_("How many greys are left, and how common is each? Take their entropy."),
        ),
        Answer(
            "restored", 1, "bits",
            (2, _("everything: the table cannot see which of two greys a pixel had")),
            (0, _("the least: a table that makes all alike leaves nothing, but the question asks for the most")),
            (1.5, _("a middle between 1 and 2 bits: no table can tell apart what was merged")),
            (1 / 2, _("the share of each grey that is left: take the entropy")),
            (4, _("the number of greys: the table makes two of them at most")),
            hint=_("The table sees only the greys that are left: can it tell apart what was merged?"),
        ),
        Answer(
            "may_rise", "c", "",
            ("a", _("a table: inverting gives each grey one new grey and does not look at its neighbours")),
            ("b", _("a change of pixels: BMP keeps each of them as it is")),
            ("d", _("a table: each grey becomes one lighter grey, and its neighbours do not count")),
            hint=CHOOSE,
        ),
        because=_("no table brings back what was merged, but neighbours can tell more than one pixel alone."),
        hint=_(
            "How many greys are left? The table sees nothing but those. And which of a to d looks at more than one "
            "pixel?"
        ),
        strong_hint=_(
            "What is the entropy of two equally common greys? How many can a table make of them? A computation that "
            "takes each pixel alone cannot raise the number."
        ),
        examples=[([2, 2, "c"], "`may_rise` is right", "two greys are left of four")],
    ),
}
