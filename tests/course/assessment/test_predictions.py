"""Predictions are locked, then explained; no page gives them away; they can be read without widgets, and are kept."""

import base64
import html
import math
import re
from fractions import Fraction
from functools import partial
from types import SimpleNamespace
from xml.etree import ElementTree

import nbformat
import pytest
from answering import lock, text_of
from ipywidgets import HTML, Button
from renew_outputs import ALL, NOTEBOOKS
from renew_translations import LANGUAGES
from renew_translations import read as read_catalogue

from course.assessment import keeping, predictions
from course.assessment.keeping import keep, kept
from course.assessment.predictions import guess, predict, predict_again
from course.assessment.verdicts import check
from course.drawing import widgets
from course.drawing.figure import Picture, new_figure
from course.lessons import QUESTIONS

SINGLE = [name for name in QUESTIONS if name != "00"]
RIGHT = [question.right for question in QUESTIONS["00"]]
WRONG = ["a", "a", "a", "b", "a", "a"]
EVERY = pytest.mark.parametrize(
    "question", [pytest.param(q, id=name) for name, several in QUESTIONS.items() for q in several]
)


def static(prediction):
    bundle = prediction._repr_mimebundle_()
    return bundle["text/plain"], bundle["text/markdown"]


class TestQuestions:
    def test_there_are_six_to_warm_up_and_one_in_each_notebook(self):
        assert [*QUESTIONS] == sorted(path.name[:2] for path in NOTEBOOKS.glob("[0-9]*.ipynb"))
        assert len(QUESTIONS["00"]) == 6
        assert all(len(QUESTIONS[name]) == 1 for name in SINGLE)

    @EVERY
    def test_every_choice_is_explained_and_the_right_one_cannot_be_told_by_its_form(self, question):
        assert question.right in [*question.letters] and len(question.choices) >= 2
        lengths = [len(choice) for choice in question.choices]
        assert max(lengths) <= 1.5 * min(lengths)
        assert all(re.fullmatch(r"[^:*]+: [^:*]+", choice) for choice in question.choices), "a choice needs a reason"
        for letter, explanation in question.explanations.items():
            assert re.match(rf"\({letter}\)[ ,.:]", explanation) and explanation.endswith(".")
        assert all(text.count("*") % 2 == 0 for text in (question.text, *question.explanations.values()))

    @pytest.mark.parametrize("name", QUESTIONS)
    def test_the_notebook_asks_them_and_does_not_repeat_them(self, name):
        (path,) = NOTEBOOKS.glob(f"{name}_*.ipynb")
        cells = nbformat.read(path, as_version=4).cells
        asked = [cell.source for cell in cells if re.search(rf'\bpredict\("{name}"', cell.source)]
        assert len(asked) == 1, f'one cell must call predict("{name}")'
        assert (name == "07") == ('predict_again("00")' in [cell.source for cell in cells])
        prose = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
        assert not [question.text for question in QUESTIONS[name] if question.text in prose]

    @pytest.mark.parametrize("ask", [predict, predict_again])
    @pytest.mark.parametrize("name", ["1", None])
    def test_an_unknown_name_is_answered_with_those_there_are(self, ask, name):
        with pytest.raises(ValueError, match=f"no questions named {name!r}, only '00', '01'"):
            ask(name)


QUESTION = re.compile(r"\b(predict|guess)\(\"")
BOX = re.compile(r"<details>.*?</details>", re.DOTALL)


def shown(cells):
    """Return the part of cells that readers see without locking an answer or opening a box, in every program."""
    parts = []
    for cell in cells:
        parts.append(cell.source)
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            parts += [output.get("text", ""), data.get("text/plain", ""), data.get("text/markdown", "")]
    return "\n".join(BOX.sub("", part) for part in parts)


@pytest.mark.parametrize("path", ALL, ids=lambda path: str(path.relative_to(NOTEBOOKS).with_suffix("")))
def test_nothing_on_the_saved_page_gives_an_answer_away(path):
    """Neither the asking code, nor anything before it, nor after it up to the next heading."""
    cells = nbformat.read(path, as_version=4).cells
    # the question of 03 must stay open for a reader of all pages before it
    before = sorted(path.parent.glob("0[0-2]_*.ipynb")) if path.name.startswith("03") else []
    earlier = [shown(nbformat.read(page, as_version=4).cells) for page in before]
    asking = [place for place, cell in enumerate(cells) if cell.cell_type == "code" and QUESTION.search(cell.source)]
    assert asking
    for place in asking:
        patterns = [question.given_away_by for question in QUESTIONS[path.name[:2]]]
        if QUESTION.search(cells[place].source)[1] == "guess":  # every number in the box
            numbers = re.findall(r"\d+\.\d{3,}", "".join(BOX.findall(cells[place].outputs[0].data["text/markdown"])))
            patterns = [re.escape(number[:5]) for number in numbers]
        section = re.split(r"(?m)^## ", shown(cells[place + 1 :]))[0]
        seen = "\n".join([*earlier, shown(cells[:place]), cells[place].source, section])
        assert re.search("|".join(patterns), seen) is None


@pytest.mark.parametrize("language", LANGUAGES)
@EVERY
def test_the_pattern_that_gives_an_answer_away_finds_it_in_every_language(question, language):
    translated = {message.id: message.string for message in read_catalogue(language, "course")}
    told = [[*question.choices][question.letters.index(question.right)], question.explanations[question.right]]
    for said in (told, [translated[text] for text in told]):
        assert re.search(question.given_away_by, " ".join(said)), said


class TestLock:
    @pytest.mark.parametrize(
        "ask, reasons",
        [
            (partial(predict, "00"), [f"{n} answer{'s' * (n > 1)} still missing." for n in (6, 5, 4, 3, 2, 1)]),
            (partial(predict, "01"), ["Choose an answer first."]),
            (partial(guess, "it", 0.5, 0, 1), ["Move the slider first."]),
        ],
    )
    def test_waits_for_all_answers_and_says_so(self, ask, reasons):
        prediction = ask()
        assert prediction.lacking in prediction.children[-2].children
        for reason, control in zip(reasons, prediction.controls, strict=True):
            prediction.lock()  # too early
            assert prediction.button.disabled and text_of(prediction.lacking.value) == reason
            assert prediction.locked is None and prediction.result.value == ""
            control.value = control.options[1][1]
        control.value = control.options[0][1]  # moved to the place where it was
        assert not prediction.button.disabled and text_of(prediction.lacking.value) == "Ready to be locked."
        prediction.button.click()
        assert prediction.lacking.value == "" and prediction.result.value

    @pytest.mark.parametrize("ask", [partial(predict, "01"), partial(guess, "it", 0.5, 0, 1)])
    def test_is_final(self, ask):
        prediction = ask()
        (control,) = prediction.controls
        (_, answer), *_, (_, other) = control.options[1:]
        before = lock(prediction, answer)
        assert control.disabled and prediction.button.disabled
        control.value = other  # from code
        assert control.value == answer
        control.set_state({"index": len(control.options) - 1})  # from a click that arrives late
        assert control.value == answer
        prediction.button.click()
        assert prediction.locked == [answer] and text_of(prediction.result.value) == before

    def test_a_cell_that_is_run_again_closes_what_it_made_before(self, monkeypatch):
        kernel = SimpleNamespace(get_parent=lambda: {"metadata": {"cellId": "a-cell"}})
        shell = SimpleNamespace(execution_count=1, kernel=kernel)
        monkeypatch.setattr(widgets, "get_ipython", lambda: shell)
        monkeypatch.setattr(widgets, "_made_by_cell", {})
        first, second, partner = predict("01"), predict("02"), Button()
        first.partners = [partner]
        parts = [first, *first.children, first.layout, first.button.style, partner, partner.layout]
        shell.execution_count = 2
        third = predict("01")
        assert all(part.comm is None for part in parts) and second.comm is None
        assert third.comm is not None and third.controls[0].comm is not None


    ASK = [partial(predict, "02"), partial(predict, "00"), partial(predict_again, "00"), partial(guess, "x", 0.5, 0, 1)]

    @pytest.mark.parametrize("ask", ASK)
    def test_in_a_browser_a_kept_answer_is_locked_again_and_not_kept_twice(self, ask, monkeypatch, tmp_path):
        monkeypatch.setattr(keeping, "FILE", tmp_path / "answers")
        first = ask()
        first_answers = [[value for _, value in control.options if value is not None][-1] for control in first.controls]
        lock(first, *first_answers)
        assert ask().locked is None  # on a computer
        monkeypatch.setattr(predictions, "IN_BROWSER", True)
        again = ask()
        assert again.locked == first_answers and text_of(again.result.value) == text_of(first.result.value)
        assert [len(values) for values in keeping.histories().values()] == [1]
        assert keep(first.name, "damaged") and ask().locked is None


class TestReveal:
    @pytest.mark.parametrize("name", SINGLE)
    def test_says_whether_it_was_right_and_why(self, name):
        (question,) = QUESTIONS[name]
        told = {letter: text.replace("*", "") for letter, text in question.explanations.items()}
        answer = f"The answer is {told[question.right]}"
        for letter in question.letters:
            text = lock(predict(name), letter)
            if letter == question.right:
                assert text == f"You chose ({letter}), and that is right. {answer}"
            else:
                assert text == f"You chose ({letter}), and that is not the answer. {told[letter]} {answer}"

    def test_is_announced_and_emphasis_becomes_html(self):
        prediction = predict("01")
        lock(prediction, "a")
        status = ElementTree.fromstring(prediction.result.value)
        assert (status.get("role"), status.get("aria-live")) == ("status", "polite")
        shown = "".join(child.value for child in prediction.children if isinstance(child, HTML))
        assert "<em>on average</em>" in shown and "*" not in shown.partition("</style>")[2]

    def test_both_answers_stand_side_by_side(self):
        promise = "Locked. Notebook 07 asks again, and shows what has changed."
        assert lock(predict("00"), *WRONG) == promise
        again = predict_again("00")
        text = lock(again, *RIGHT)
        begins = "You have 6 of 6 right; at first it was 0. Question At first Now Why 1 (a), wrong (b), right"
        assert text.startswith(begins)
        rows = ElementTree.fromstring(again.result.value).findall(".//tbody/tr")
        assert [len(row) for row in rows] == [4] * 6
        assert all(row[0].get("scope") == "row" for row in rows)
        for question, wrong in zip(QUESTIONS["00"], WRONG):
            assert [text.count(question.explanations[letter]) for letter in (wrong, question.right)] == [1, 1]
        # these are other questions, so their first answers do not count
        assert lock(predict_again("01"), "b").startswith("You have 1 of 1 right. Your first answers are not at hand")


SENTENCE = "Two bars & what they say."
PNG = b"\x89PNG"


class TestEvidence:
    @pytest.mark.parametrize(
        "evidence, text",
        [
            (lambda: print("first\nsecond"), "first\nsecond"),
            (lambda: [math.inf, 0.25], "[inf, 0.25]"),
            (lambda: print("both") or Fraction(1, 2), "both\nFraction(1, 2)"),
            (lambda: "p < q & *no* emphasis", "p < q & *no* emphasis"),
            (lambda: check("04.1", ...), "Not answered yet: put your number in place of the dots."),
        ],
    )
    def test_text_is_shown_after_the_lock_and_stands_in_the_box(self, evidence, text, capsys):
        prediction = guess("the rate", 0.5, 0, 1, evidence=evidence)
        plain, markdown = static(prediction)
        assert f"\n\n```text\n{text}\n```\n\n</details>" in markdown
        assert text not in plain and text not in BOX.sub("", markdown) and capsys.readouterr().out == ""
        assert prediction.result.value == ""
        lock(prediction, prediction.controls[0].options[-1][1])
        (block,) = re.findall("<pre>(.*?)</pre>", prediction.result.value, re.DOTALL)
        assert html.unescape(block) == text

    def test_a_picture_comes_with_its_sentence(self):
        prediction = predict("02", lambda: print("drawn") or Picture(new_figure(height=1), SENTENCE))
        assert f"\n\n```text\ndrawn\n```\n\n{SENTENCE}\n\n</details>" in static(prediction)[1]
        lock(prediction, "a")
        picture = ElementTree.fromstring(prediction.result.value).find("img")
        data, png = picture.get("src").split(",")
        assert (picture.get("alt"), data) == (SENTENCE, "data:image/png;base64")
        assert base64.b64decode(png).startswith(PNG)


class TestFile:
    @pytest.mark.parametrize(
        "letters", [None, 6, "bccacb", [*"bccac"], [*"bccacz"], [*"bccac", ""], [["b"], {}, None, 1.5, True, "b"]]
    )
    def test_damaged_is_as_good_as_absent(self, letters):
        assert keep("00", letters)
        text = lock(predict_again("00"), *RIGHT)
        assert text.startswith("You have 6 of 6 right. Your first answers are not at hand")
        assert "Question Now Why 1 (b), right" in text

    def test_where_it_cannot_be_written_breaks_nothing(self, folder):
        (folder / ".answers.json").mkdir()
        assert lock(predict("01"), "b").startswith("You chose (b), and that is right.")
        assert kept("predict 01") is None
        assert lock(predict("00"), *WRONG) == "Locked. But this folder cannot keep answers: note them on paper."
        assert "not at hand" in lock(predict_again("00"), *RIGHT)


class TestStatic:
    @pytest.mark.parametrize("name", QUESTIONS)
    def test_has_the_question_and_all_choices_and_every_explanation_in_a_box(self, name):
        plain, markdown = static(predict_again(name))
        before, summary, box = re.fullmatch(
            r"(.*)\n\n<details>\n<summary>(Answers?)</summary>\n\n(.*)\n\n</details>", markdown, re.DOTALL
        ).groups()
        assert summary == ("Answer" if name != "00" else "Answers") and "*" not in plain
        assert static(predict(name)) == (plain, before if name == "00" else markdown)
        for question in QUESTIONS[name]:
            assert question.text in before and question.text.replace("*", "") in plain
            for (letter, text), choice in zip(question.explanations.items(), question.choices, strict=True):
                assert f"\n- **({letter})** {choice}" in before and f"\n({letter}) {choice}" in plain
                bold = f"**({letter})**" + text.removeprefix(f"({letter})")
                assert (bold if letter == question.right else text) in box and text not in before

    def test_is_the_same_whatever_was_answered_and_comes_with_the_widget(self):
        fresh, locked = predict("03"), predict("03")
        lock(locked, "a")
        assert static(fresh) == static(locked)
        assert "application/vnd.jupyter.widget-view+json" in fresh._repr_mimebundle_()


class TestGuess:
    def ask(self, truth=0.469, lo=0, hi=2):
        return guess("the *rate*", truth, lo, hi)

    @pytest.mark.parametrize(
        "hi, value, told",
        [
            (2, 0.8, "0.8 bits, the truth is 0.469 bits: 0.331 bits too high."),
            (1, 1, "1 bit, the truth is 0.469 bits: 0.531 bits too high."),
            (2, 0.2, "0.2 bits, the truth is 0.469 bits: 0.269 bits too low."),
            (2, 0.46, "0.46 bits, the truth is 0.469 bits: as near as the slider goes."),
        ],
    )
    def test_says_guess_and_truth_and_shows_both_in_a_picture(self, hi, value, told):
        prediction = self.ask(hi=hi)
        sentence = f"Your guess for the rate is {told}"
        assert lock(prediction, value).endswith(sentence)
        svg = prediction.result.value.replace("<div", '<div xmlns:xlink="http://www.w3.org/1999/xlink"', 1)
        picture, _ = ElementTree.fromstring(svg)
        assert (picture.get("role"), picture.get("aria-label")) == ("img", sentence)
        labels = {"your guess", "truth", told.partition(",")[0], "0.469 bits"}
        assert labels <= {node.text for node in picture.iter()}
        ticks = re.findall(r"<text[^>]*>(\d\.\d)</text>", svg)
        assert max(map(float, ticks)) == hi  # the axis ends where the slider ends

    def test_static(self):
        plain, markdown = static(self.ask())
        assert plain == "Guess the rate, between 0 bits and 2 bits."
        assert markdown.startswith("Guess the *rate*, between 0 bits and 2 bits.\n\n<details>\n")
        assert "</summary>\n\nIt is 0.469 bits.\n\n</details>" in markdown

    @pytest.mark.parametrize(
        "truth, lo, hi", [(3, 0, 2), (-1, 0, 2), (1, 2, 0), (1, 1, 1), (math.nan, 0, 2), (math.inf, 0, math.inf)]
    )
    def test_a_truth_out_of_reach_is_an_error(self, truth, lo, hi):
        with pytest.raises(ValueError, match="does not reach the truth"):
            self.ask(truth, lo, hi)
