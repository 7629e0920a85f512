"""Pictures in templates: ``{% picture image "lead" %}``.

A role decides sizes and loading, so that a template names the place and nothing else.
"""

from typing import Any, Protocol

from django import template

from media_library.elements import picture_element
from media_library.models import Image
from media_library.renditions import FRAME_ROLES, ROLES

register = template.Library()

PLACES = {**ROLES, **FRAME_ROLES}
# Wider than this a picture is a panorama, narrower than its height a portrait.
PANORAMA = 2.2
LOW, HIGH = 0.35, 0.65


class PictureMaker(Protocol):
    """Draws pictures its own way, for pages that are not read at their address."""

    def __call__(self, image: Image, alt: str) -> str: ...


@register.simple_tag(takes_context=True, name="picture")
def picture_tag(
    context: dict[str, Any], image: Image | None, role: str, alt: str = ""
) -> str:
    """Return the element of a picture, or nothing if there is none.

    A view may put a maker of its own into the context as ``picture_maker``.
    """
    maker: PictureMaker | None = context.get("picture_maker")
    if image is not None and maker is not None:
        return maker(image, alt)
    request = context.get("request")
    return picture(image, role, alt, for_insiders=getattr(request, "is_preview", False))


def picture(
    image: Image | None, role: str, alt: str = "", *, for_insiders: bool = False
) -> str:
    if image is None:
        return ""
    return picture_element(image, PLACES[role], alt, for_insiders=for_insiders)


@register.filter
def is_tall(image: Image | None) -> bool:
    """Tell a portrait: it is shown whole where a landscape may be trimmed."""
    return image is not None and image.height > image.width


@register.filter
def shape(image: Image | None) -> str:
    """Return the classes by which a style sheet trims a picture without harm.

    ``tall`` and ``wide`` are shown whole; of others what is trimmed is sky or ground,
    and ``at-top`` or ``at-bottom`` keeps the focal point in sight.
    """
    if image is None:
        return ""
    if is_tall(image):
        return "tall"
    if image.width > PANORAMA * image.height:
        return "wide"
    focus = image.focal_point_y
    if focus is None or LOW <= focus / image.height <= HIGH:
        return ""
    return "at-top" if focus < LOW * image.height else "at-bottom"
