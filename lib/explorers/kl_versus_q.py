"""The signature figure: what a prediction q(dog) costs when the picture is a dog."""

import math

import numpy as np

from lib.distributions import bernoulli
from lib.explorer import Explorer, slider
from lib.measures import kl_divergence
from lib.picture import new_figure
from lib.style import CURVE, DOT, GAP, GAP_LINE, P_BAR, Q_BAR, amount, number

TRUTH = (1, 0)
TOP = 7  # bits; the arrow that stands for infinity points out of the picture here
# Every hundredth, and the halvings of one that lie between.
POSITIONS = sorted({*np.linspace(0, 1, 101).round(2), 1 / 8, 1 / 16, 1 / 32, 1 / 64})


def kl_versus_q(start=0.5):
    """A slider for q(dog) from 0 to 1, the two distributions as bars, and the curve of D with a moving dot."""
    figure = new_figure()
    left, right = figure.subplots(1, 2, width_ratios=[2, 5])
    left.bar([-0.2, 0.8], TRUTH, 0.38, **P_BAR)
    bars = left.bar([0.2, 1.2], [0, 0], 0.38, **Q_BAR)
    left.set(xticks=[0, 1], xticklabels=["dog", "cat"], ylim=(0, 1.18), yticks=[0, 0.5, 1], ylabel="probability")
    left.text(-0.2, 1.03, "p", ha="center")
    names = [left.text(0, 0, "q", ha="center") for _ in TRUTH]

    curve = np.linspace(0.004, 1, 250)
    right.plot(curve, kl_divergence(TRUTH, bernoulli(curve)), **CURVE)
    right.set(xlim=(-0.04, 1.02), ylim=(0, TOP), xlabel="q(dog), the predicted probability", ylabel="D(p‖q) in bits")
    nats = right.secondary_yaxis("right", functions=(lambda bits: bits * math.log(2), lambda nats: nats / math.log(2)))
    nats.set_ylabel("in nats")
    (drop,) = right.plot([], [], **GAP_LINE)
    (dot,) = right.plot([], [], clip_on=False, **DOT)
    (arrow,) = right.plot([], [], marker="^", markersize=14, color=GAP, clip_on=False)
    value = right.text(0, 0, "", fontweight="bold")

    def update(q):
        divergence = kl_divergence(TRUTH, bernoulli(q))
        for bar, name, height in zip(bars, names, bernoulli(q), strict=True):
            bar.set_height(height)
            name.set_position((bar.get_x() + bar.get_width() / 2, height + 0.03))
        infinite = math.isinf(divergence)
        height = min(divergence, TOP)
        drop.set_data([q, q], [0, height])
        dot.set_data([] if infinite else [q], [] if infinite else [height])
        arrow.set_data([q] if infinite else [], [TOP] if infinite else [])
        value.set_text("∞" if infinite else amount(divergence))
        value.set_position((q + 0.03, min(height + 0.25, TOP - 0.5)) if q < 0.72 else (q - 0.2, height + 0.5))
        if infinite:
            return "q(dog) = 0: the truth was called impossible, and the divergence is infinite."
        return (
            f"q(dog) = {number(q, 6)}: D(p‖q) = {amount(divergence)} = {amount(divergence * math.log(2), 'nat')}, "
            f"the surprise of a dog to someone who expects one with probability {number(q, 6)}."
        )

    moving = {"value": value, "drop": drop, "dot": dot, "arrow": arrow}
    moving |= {f"bar {i}": bar for i, bar in enumerate(bars)} | {f"name {i}": name for i, name in enumerate(names)}
    q = slider("q(dog)", POSITIONS, start, text=lambda q: number(q, 6))
    return Explorer(figure, update, moving=moving, title="KL divergence against the predicted probability", q=q)
