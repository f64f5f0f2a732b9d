"""Reliability of two networks: confidence against the share of right answers, and the effect of a temperature."""

import numpy as np

from course.drawing import Beyond, Explorer, house_style, moving_line, new_mosaic, put, slider
from course.drawing.style import DOTTED, GAP_LINE, P_DOT, P_LINE, Q_DOT, Q_LINE, Q_TEXT, P, amount, say
from course.translation import _
from lib.distributions import log_softmax, softmax

GROUPS = 8
TOP = 1.2  # nats
SPREAD = 0.01  # a mean confidence this near to the share of right answers counts as equal
TEMPERATURES = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
TEMPERATURES += [1.2, 1.4, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.5, 4, 5, 6, 8, 10]


def mean_loss(logits, labels, temperature=1.0):
    """Return the mean cross-entropy, in nats, of softmax(logits / T) against the labels."""
    return -log_softmax(logits / temperature)[np.arange(len(labels)), labels].mean()


def confidences(logits, labels, temperature=1.0):
    """Return (confidence, right) of every picture, from the least confident one to the most.

    Logits (n, 2), labels (n,). The confidence is q of the preferred class. With two classes no temperature changes
    the order, and with any number of them it changes no preference.
    """
    order = np.argsort(abs(logits[:, 0] - logits[:, 1]), kind="stable")
    right = logits.argmax(axis=1) == labels
    return softmax(logits / temperature).max(axis=1)[order], right[order]


@house_style()
def reliability(networks, labels, start=1):
    """Show a slider for the temperature from 0.1 to 10; how often groups of pictures are right, and the mean loss.

    networks: the logits (n, 2) of two networks for the same n pictures, by name; labels (n,) are what these show.
    """
    figure, (*diagrams, below) = new_mosaic("ABC", "AB;CC", 3.3, [2.6, 2.4])
    grid = np.geomspace(min(TEMPERATURES), max(TEMPERATURES), 200)
    looks = (P_LINE, P_DOT, P), (Q_LINE, Q_DOT, Q_TEXT)
    moving = {}
    for axes, (name, logits), (line, dot, color) in zip(diagrams, networks.items(), looks):
        axes.set_title(name, color=color)
        axes.plot([0.5, 1], [0.5, 1], **DOTTED)
        axes.set(xlim=(0.47, 1.03), ylim=(0, 1.06), xlabel=_("confidence"))
        axes.set_xticks([0.5, 0.75, 1], labels=["0.5", "0.75", "1"])
        gaps, groups = moving_line(axes, GAP_LINE, linewidth=2), moving_line(axes, dot)
        below.semilogx(grid, [mean_loss(logits, labels, t) for t in grid], **line)
        moving[name] = gaps, groups, moving_line(below, dot)
    diagrams[0].set_ylabel(_("share that is right"))
    diagrams[0].text(0.5, 0.1, _("above: too timid"), va="center")
    diagrams[1].text(0.5, 0.1, _("below: too sure"), va="center")
    below.set(xlim=(0.08, 12.5), ylim=(0, TOP), xlabel=_("temperature T"), ylabel=_("mean loss in nats"))
    below.set_xticks([0.1, 1, 10], labels=["0.1", "1", "10"])
    figure.get_layout_engine().set(h_pad=0.08)  # inches: an arrow at the very top is not cut off
    beyond = Beyond(below)

    def update(temperature):
        losses, said = [], [say(_("T = {T}."), T=temperature)]
        text = _("{name}: mean confidence {sure}, right on {right} of the pictures, {verdict}; mean loss {loss}.")
        for name, logits in networks.items():
            confidence, right = confidences(logits, labels, temperature)
            x, y = (np.array([part.mean() for part in np.array_split(of, GROUPS)]) for of in (confidence, right))
            gaps, groups, dot = moving[name]
            groups.set_data(x, y)
            gaps.set_data(np.repeat(x, 3), np.stack([x, y, np.full(GROUPS, np.nan)], axis=1).ravel())
            loss = mean_loss(logits, labels, temperature)
            put(dot, temperature, loss)
            losses.append(loss)
            sure, right = confidence.mean(), right.mean()
            verdict = _verdict(sure - right)
            said.append(say(text, name=name, sure=sure, right=right, verdict=verdict, loss=amount(loss, "nat")))
        beyond.cut(temperature, max(losses))
        return " ".join(said)

    return Explorer(
        figure, update, moving=moving | {"arrow": beyond.arrow},
        title=_("Reliability diagrams: how often two networks are right over their confidence, and their loss"),
        handles={"temperature": [(next(iter(moving.values()))[2], "x")]},
        temperature=slider(_("temperature T"), TEMPERATURES, start),
    )


def _verdict(excess):
    if abs(excess) < SPREAD:
        return _("about as sure as it should be")
    return _("too sure") if excess > 0 else _("too timid")
