"""Tosses of bent and of fair coins: the evidence drifts on average, while single sequences stray."""

import math

import numpy as np

from course.drawing import Explorer, house_style, moving_line, new_mosaic, put, slider
from course.drawing.style import DOTTED, P_DOT, P_LINE, Q_DOT, Q_LINE, amount, number, say
from course.translation import _, listed, plural
from lib.measures import kl_divergence, surprisal

BENT, FAIR = (0.6, 0.4), (0.5, 0.5)
GAIN = surprisal(FAIR) - surprisal(BENT)  # bits for "bent" from heads and from tails
TOSSES, COINS, GOAL = 300, 3, 5
SEEDS = 2, 15  # of the bent coins and of the fair ones
THIN, THICK = {"linewidth": 1.1}, {"linewidth": 2.2}


def evidence_of(coin, seed):
    """Return the bits for "bent" after 0, 1, 2, ... tosses, a row for each coin of this kind."""
    tails = np.random.default_rng(seed).random((COINS, TOSSES)) >= coin[0]
    return np.pad(GAIN[tails.astype(int)].cumsum(axis=1), ((0, 0), (1, 0)))


def chance(coin, tosses, bits=GOAL):
    """Return the probability that this number of tosses of the coin brings these bits or more."""
    needed = max(0, math.ceil((bits - tosses * GAIN[1]) / (GAIN[0] - GAIN[1])))  # heads
    heads, tails = coin
    return sum(math.comb(tosses, k) * heads**k * tails ** (tosses - k) for k in range(needed, tosses + 1))


def chances_by(coin, tosses, bits=GOAL):
    """Return how probable it is that the coin has had so many bits (above 0) by each toss, from 0 to `tosses`.

    >>> chances_by(FAIR, 2, bits=0.2).tolist()
    [0.0, 0.5, 0.5]
    """
    return reached_by(coin, tosses, lambda heads, n: heads * GAIN[0] + (n - heads) * GAIN[1] >= bits)


def reached_by(coin, tosses, is_there):
    """Return how probable it is that is_there(heads, n) has been true by each toss n, from 0 (never) to `tosses`."""
    heads = np.arange(tosses + 1)
    waiting = (heads == 0).astype(float)  # how probable each number of heads is, and that it was never true
    reached = np.zeros(tosses + 1)
    for n in range(1, tosses + 1):
        waiting = waiting * coin[1] + np.pad(waiting, (1, 0))[:-1] * coin[0]
        there = is_there(heads, n)
        reached[n] = reached[n - 1] + waiting[there].sum()
        waiting[there] = 0
    return reached


@house_style()
def gathering_evidence(start=172):
    """Show a slider for the tosses; the evidence of three coins of either kind, and the chances to have 5 bits."""
    coins, looks, count = (BENT, FAIR), (P_LINE, Q_LINE), np.arange(TOSSES + 1)
    drifts = kl_divergence(BENT, FAIR), -kl_divergence(FAIR, BENT)
    evidence = [evidence_of(coin, seed) for coin, seed in zip(coins, SEEDS)]
    now_and_by_now = [([chance(coin, n) for n in count], chances_by(coin, TOSSES)) for coin in coins]

    figure, (left, *panels) = new_mosaic("AB;AC", "A;B;C", 3.7, [2.1, 1.5, 1.7], width_ratios=[4, 3])
    for rows, drift, odds, look, panel in zip(evidence, drifts, now_and_by_now, looks, panels):
        left.plot(count, rows.T, **look | THIN)
        left.plot([0, TOSSES], [0, drift * TOSSES], **DOTTED)
        for values, width in zip(odds, (THIN, THICK)):
            panel.plot(count, values, **look | width)
    names = _("bent: {rate}"), _("fair: {rate}")
    for name, drift, y in zip(names, drifts, (0.92, 0.03)):
        rate = _("{drift} a toss").format(drift=amount(drift))
        left.text(0.04, y, name.format(rate=rate), transform=left.transAxes)
    left.set(xlim=(0, TOSSES * 1.02), ylim=(-17, 17), xlabel=_("tosses"), ylabel=_("bits for “bent”"))
    for panel in panels:
        panel.set(xlim=(0, TOSSES * 1.03), xticks=[0, 100, 200, 300])
    panels[0].set(ylim=(-0.04, 1.04), yticks=[0, 0.5, 1], ylabel=_("if bent"), title=_("chance of 5 bits"))
    panels[1].axhline(2**-GOAL, **DOTTED)
    panels[1].set(ylim=(-0.0015, 0.036), yticks=[0, 2**-GOAL], yticklabels=["0", "1/32"])
    panels[1].set(ylabel=_("if fair"), xlabel=_("tosses"))
    for panel, height, places in zip(panels, (1, 2**-GOAL), (((210, 0.33), (92, 0.62)), ((205, 0.24), (100, 0.62)))):
        for name, (x, y) in zip((_("now"), _("by now")), places):
            panel.text(x, y * height, name, ha="center")
    dots = [moving_line(left, look) for look in (P_DOT, Q_DOT)]
    chance_dots = [moving_line(panel, look) for panel, look in zip(panels, (P_DOT, Q_DOT)) for __ in range(2)]

    def update(tosses):
        now = int(tosses)
        for dot, rows in zip(dots, evidence):
            dot.set_data([now] * COINS, rows[:, now])
        chances = [values[now] for odds in now_and_by_now for values in odds]
        for dot, value in zip(chance_dots, chances):
            put(dot, now, value)
        bent, fair = (listed(map(_tenths, rows[:, now])) for rows in evidence)
        up, down = (_tenths(now * drift) for drift in drifts)
        text = plural(
            "After {tosses} toss the bent coins have {bent} bits for “bent”; the average is {up}. The fair ones have "
            "{fair}; the average is {down}. The chance of 5 bits or more now is {bent_now} for a bent coin, "
            "{fair_now} for a fair one. The chance of having had them by now is {bent_by_now} and {fair_by_now}.",
            "After {tosses} tosses the bent coins have {bent} bits for “bent”; the average is {up}. The fair ones have "
            "{fair}; the average is {down}. The chance of 5 bits or more now is {bent_now} for a bent coin, "
            "{fair_now} for a fair one. The chance of having had them by now is {bent_by_now} and {fair_by_now}.",
            now,
        )
        names = "bent_now", "bent_by_now", "fair_now", "fair_by_now"
        return say(text, tosses=now, bent=bent, fair=fair, up=up, down=down, **dict(zip(names, chances)))

    return Explorer(
        figure, update, moving={"evidence": dots, "chance": chance_dots},
        plays=True,
        title=_("Evidence from tosses of bent and of fair coins, and the chance of five bits now, and by now"),
        handles={"tosses": [(dot, "x") for dot in (dots[0], chance_dots[1], chance_dots[3])]}, presets=[60, 172, 300],
        tosses=slider(_("tosses"), [*range(61), *range(64, TOSSES + 1, 4)], start),
    )


def _tenths(bits):
    return number(round(bits, 1), 1)
