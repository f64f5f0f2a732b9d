"""A photograph from BMP to JPEG and back: the size of each file, and its information."""

from course.drawing import Picture, broken, house_style, new_axes
from course.drawing.style import say
from course.translation import _
from course.worlds.photograph import bmp, jpeg, mutual_information, photograph, read

FACE = (slice(40, 260), slice(140, 360))


@house_style()
def there_and_back(quality=10):
    """Show the photograph as BMP, as JPEG, and as BMP again, with the size of each and its information."""
    original = photograph()
    small = jpeg(original, quality)
    stages = [
        ("BMP", bmp(original)),
        (say(_("JPEG, quality {quality}"), quality=quality), small),
        (_("BMP again"), bmp(read(small))),
    ]
    figure, panels = new_axes(1, 3, height=3.6, on_phone=2.9)
    for axes, (name, data) in zip(panels, stages):
        pixels = read(data)
        axes.imshow(pixels[FACE], cmap="gray", vmin=0, vmax=255, interpolation="none")
        axes.set_axis_off()
        axes.set_title(broken(name), loc="center", fontweight="bold")
        size = say(_("{size} bytes"), size=len(data))
        told = _("tells {bits} bits a pixel").format(bits=f"{mutual_information(original, pixels):.2f}")
        for y, text in ((-0.06, size), (-0.19, told)):
            axes.text(0.5, y, broken(text), ha="center", va="top", transform=axes.transAxes)
    return Picture(
        figure,
        _(
            "A detail of the photograph in three files. The JPEG is far smaller than the BMP and tells less about the "
            "original. The second BMP is as large as the first and tells exactly as much as the JPEG."
        ),
    )
