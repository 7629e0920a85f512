"""Making areas of a picture unrecognisable."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image as Canvas, ImageFilter, ImageOps

SMALLEST = 4  # pixels a side
MOST = 60
# What remains of an area: so few cells that no face, figure or line of text comes back.
CELLS = 5
# Formats whose pixels can be written anew without losing what moves.
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
QUALITY = 90


@dataclass(frozen=True)
class Area:
    """A rectangle in pixels, as people see the picture: upright."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def read(cls, values: Any) -> "Area":
        """Return an area from four numbers. Raises ``ValidationError``."""
        whole = (
            isinstance(values, list | tuple)
            and len(values) == len(("left", "top", "right", "bottom"))
            and all(type(value) is int for value in values)
        )
        if not whole:
            raise ValidationError(_("An area is four whole numbers."))
        return cls(*values)

    def within(self, width: int, height: int) -> "Area":
        """Return what of the area lies on the picture. Raises ``ValidationError``."""
        inside = Area(
            max(self.left, 0),
            max(self.top, 0),
            min(self.right, width),
            min(self.bottom, height),
        )
        if (
            inside.right - inside.left < SMALLEST
            or inside.bottom - inside.top < SMALLEST
        ):
            raise ValidationError(_("An area lies beside the picture or is too small."))
        return inside

    @property
    def box(self) -> tuple[int, int, int, int]:
        return (self.left, self.top, self.right, self.bottom)


def checked(areas: Iterable[Any], width: int, height: int) -> list[Area]:
    """Return areas on a picture, all faults told at once. Raises ``ValidationError``."""
    found: list[Area] = []
    faults: list[str] = []
    for number, values in enumerate(areas, start=1):
        try:
            found.append(Area.read(values).within(width, height))
        except ValidationError as fault:
            faults.append(f"{number}. {fault.messages[0]}")
    if len(found) > MOST:
        faults.append(_("At most %(most)d areas are taken.") % {"most": MOST})
    if not faults and not found:
        faults.append(_("Mark at least one area."))
    if faults:
        raise ValidationError(faults)
    return found


def upright_size(content: bytes) -> tuple[int, int]:
    """Return width and height as people see the picture."""
    with Canvas.open(io.BytesIO(content)) as picture:
        size: tuple[int, int] = ImageOps.exif_transpose(picture).size
    return size


def blurred(content: bytes, areas: Iterable[Area]) -> tuple[bytes, str]:
    """Return a picture with the areas unrecognisable, and the ending of its file's name.

    Nothing of the old file's margin comes along: cameras keep a small copy of the
    whole picture there, and where it was taken. Raises ``ValidationError`` for formats
    that can't be written anew.
    """
    with Canvas.open(io.BytesIO(content)) as opened:
        format_name = str(opened.format)
        if format_name not in FORMATS or getattr(opened, "n_frames", 1) > 1:
            raise ValidationError(_("Only JPEG, PNG, WebP and AVIF can be blurred."))
        picture = ImageOps.exif_transpose(opened)
        mode = "RGBA" if picture.has_transparency_data else "RGB"
        plain = picture.convert("RGB" if format_name == "JPEG" else mode)
    for area in areas:
        plain.paste(_unrecognisable(plain.crop(area.box)), area.box)
    stream = io.BytesIO()
    plain.save(stream, format_name, quality=QUALITY)
    return stream.getvalue(), FORMATS[format_name]


def _unrecognisable(part: Canvas.Image) -> Canvas.Image:
    """Return a few cells of colour, softened where they meet."""
    few = part.resize((CELLS, CELLS), Canvas.Resampling.BOX)
    cells = few.resize(part.size, Canvas.Resampling.NEAREST)
    return cells.filter(ImageFilter.GaussianBlur(max(part.size) / (CELLS * 3)))
