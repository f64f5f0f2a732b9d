"""Two networks that learn from the same start: the loss of one gets logits, the loss of the other probabilities."""

import math

import numpy as np

from course.drawing import Explorer, broken, house_style, moving_line, new_axes, put, slider
from course.drawing.style import DOTTED, P_DOT, P_LINE, Q_DOT, Q_LINE, Q_TEXT, P, amount, say
from course.translation import _
from course.worlds.training import LOSSES

FLOOR = LOSSES["softmax twice"]([1, 0], [1, 0], base=math.e)  # nats; what a perfect network reads


@house_style()
def softmax_twice(once, twice, labels, start=50):
    """Show a slider over the steps of training: the loss that a program prints, and q of the right class.

    once, twice: the histories of both trainings, which watched pictures with these labels;
    `course.worlds.training.train` returns them.
    """
    steps = len(once.loss) - 1
    right = [history.watched[:, np.arange(len(labels)), labels] for history in (once, twice)]
    figure, panels = new_axes(1, 2, stacked=[2.4, 2.4])
    looks = (P_LINE, P_DOT), (Q_LINE, Q_DOT)
    dots = []
    for axes, curves in zip(panels, ([once.loss, twice.loss], [q.mean(axis=1) for q in right])):
        for curve, (line, dot) in zip(curves, looks):
            axes.plot(curve, **line)
            dots.append(moving_line(axes, dot))
        axes.set(xlim=(-0.02 * steps, 1.02 * steps), xlabel=_("step of training"))
    panels[0].axhline(FLOOR, **DOTTED)
    panels[0].text(1.01 * steps, FLOOR - 0.02, say(_("perfect, twice: {nats}"), nats=FLOOR), ha="right", va="top")
    panels[0].set(ylim=(-0.02, 0.8), ylabel=broken(_("printed loss in nats"), 20))
    panels[1].set(ylim=(0.48, 1.02), yticks=[0.5, 0.75, 1], ylabel=broken(_("q of the right class"), 20))
    for axes, (first, second) in zip(panels, ([(0.98, 0.1), (0.6, 0.56)], [(0.2, 0.88), (0.5, 0.3)])):
        axes.text(*first, _("once"), color=P, ha="right", transform=axes.transAxes)
        axes.text(*second, _("twice"), color=Q_TEXT, transform=axes.transAxes)

    def update(step):
        step = int(step)
        losses, certain = (once.loss[step], twice.loss[step]), [q[step].mean() for q in right]
        for dot, value in zip(dots, (*losses, *certain)):
            put(dot, step, value)
        text = _(
            "Step {step}. Softmax once: the printed loss is {once}, and q of the right class is {q_once} on average. "
            "Softmax twice: the printed loss is {twice}, and q is {q_twice}. From logits, the loss of this second "
            "network would be {true}."
        )
        facts = dict(zip(("once", "twice", "true"), (*losses, -np.log(right[1][step]).mean())))
        named = {name: amount(value, "nat") for name, value in facts.items()}
        return say(text, step=step, q_once=certain[0], q_twice=certain[1], **named)

    return Explorer(
        figure, update, moving={"dot": dots},
        plays=True,
        title=_("Training with softmax once and twice: the printed loss, and q of the right class"),
        handles={"step": [(dot, "x") for dot in dots[:2]]}, presets=[0, 50, 150],
        step=slider(_("step"), range(0, steps + 1, max(1, steps // 60)), start),
    )
