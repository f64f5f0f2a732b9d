"""Tosses of bent and of fair coins: the evidence that each brings drifts, and single sequences stray."""

import math

import numpy as np

from course.drawing import Explorer, house_style, moving_line, new_axes, put, slider
from course.drawing.style import DOTTED, P_DOT, P_LINE, Q_DOT, Q_LINE, amount, number, say
from course.translation import _, plural
from lib.measures import kl_divergence, surprisal

BENT, FAIR = (0.6, 0.4), (0.5, 0.5)
GAIN = surprisal(FAIR) - surprisal(BENT)  # bits for "bent" that heads bring, and tails
TOSSES, COINS, GOAL = 300, 3, 5
SEEDS = 2, 15  # of the bent coins, and of the fair ones


def evidence_of(coin, seed):
    """Bits for "bent" after 0, 1, 2, ... tosses: a row for each of the coins that are tossed."""
    tails = np.random.default_rng(seed).random((COINS, TOSSES)) >= coin[0]
    return np.pad(GAIN[tails.astype(int)].cumsum(axis=1), ((0, 0), (1, 0)))


def chance(coin, tosses, bits=GOAL):
    """How probable it is that so many tosses of the coin bring so many bits or more."""
    needed = max(0, math.ceil((bits - tosses * GAIN[1]) / (GAIN[0] - GAIN[1])))  # heads
    heads, tails = coin
    return sum(math.comb(tosses, k) * heads**k * tails ** (tosses - k) for k in range(needed, tosses + 1))


@house_style()
def gathering_evidence(start=172):
    """A slider for the tosses; the evidence of three coins of either kind, and the chance to have 5 bits."""
    coins, count = (BENT, FAIR), np.arange(TOSSES + 1)
    drifts = kl_divergence(BENT, FAIR), -kl_divergence(FAIR, BENT)
    evidence = [evidence_of(coin, seed) for coin, seed in zip(coins, SEEDS)]
    chances = [[chance(coin, n) for n in count] for coin in coins]

    figure, (left, right) = new_axes(1, 2, width_ratios=[4, 3])
    for rows, drift, odds, look in zip(evidence, drifts, chances, (P_LINE, Q_LINE)):
        left.plot(count, rows.T, **look | {"linewidth": 1.1})
        left.plot([0, TOSSES], [0, drift * TOSSES], **DOTTED)
        right.plot(count, odds, **look | {"linewidth": 1.2})
    names = _("bent: {rate}"), _("fair: {rate}")
    for name, drift, y in zip(names, drifts, (0.92, 0.03)):
        rate = _("{drift} a toss").format(drift=amount(drift))
        left.text(0.04, y, name.format(rate=rate), transform=left.transAxes)
    left.set(xlim=(0, TOSSES * 1.02), ylim=(-17, 17), xlabel=_("tosses"), ylabel=_("bits for “bent”"))
    right.axhline(2**-GOAL, **DOTTED)
    right.text(0.06, 0.9, _("if bent"), transform=right.transAxes)
    right.text(TOSSES, 2**-GOAL + 0.04, _("if fair: below 1/32"), ha="right")
    right.set(xlim=(0, TOSSES * 1.02), ylim=(-0.02, 1.02), yticks=[0, 0.5, 1], xlabel=_("tosses"))
    right.set_ylabel(_("chance of 5 bits or more"))
    dots, chance_dots = ([moving_line(axes, look) for look in (P_DOT, Q_DOT)] for axes in (left, right))

    def update(tosses):
        now = int(tosses)
        for dot, rows, chance_dot, odds in zip(dots, evidence, chance_dots, chances):
            dot.set_data([now] * COINS, rows[:, now])
            put(chance_dot, now, odds[now])
        bent, fair = (", ".join(map(_tenths, rows[:, now])) for rows in evidence)
        up, down = (_tenths(now * drift) for drift in drifts)
        text = plural(
            "After {tosses} toss, bits for “bent”: {bent} from the bent coins, {up} on average; {fair} from the fair "
            "ones, {down} on average. The chance of 5 bits or more is {right} for a bent coin, {wrong} for a fair one.",
            "After {tosses} tosses, bits for “bent”: {bent} from the bent coins, {up} on average; {fair} from the fair "
            "ones, {down} on average. The chance of 5 bits or more is {right} for a bent coin, {wrong} for a fair one.",
            now,
        )
        right, wrong = (odds[now] for odds in chances)
        return say(text, tosses=now, bent=bent, fair=fair, up=up, down=down, right=right, wrong=wrong)

    return Explorer(
        figure, update, moving={"evidence": dots, "chance": chance_dots},
        title=_("Evidence from tosses of bent and of fair coins, and the chance of having five bits of it"),
        tosses=slider(_("tosses"), [*range(61), *range(64, TOSSES + 1, 4)], start),
    )


def _tenths(bits):
    return number(round(bits, 1), 1)
