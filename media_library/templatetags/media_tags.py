"""Pictures in templates: ``{% picture image "lead" %}``.

A role decides sizes and loading, so that a template names the place and nothing else.
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from media_library.models import Image
from media_library.renditions import ROLES, Role

register = template.Library()

MISSING = SafeString('<span class="pic-missing"></span>')
EAGER = SafeString(' fetchpriority="high"')
LAZY = SafeString(' loading="lazy" decoding="async"')

# Pictures of a portal's own in its masthead. No list ever shows them.
FRAME_ROLES = {
    "emblem": Role(("max-168x168|format-webp", "max-336x336|format-webp"), "5.25rem"),
    "masthead": Role(("max-900x450|format-webp", "max-1800x900|format-webp"), "62vw"),
}
PLACES = {**ROLES, **FRAME_ROLES}
# The filters of each role, for lists that prefetch renditions.
ROLE_SPECS = {name: role.filters for name, role in ROLES.items()}


@register.simple_tag
def picture(image: Image | None, role: str, alt: str = "") -> str:
    """Return an ``img`` element, or nothing if there is no image.

    A file that can't be read leaves a neutral place holder: a lost picture must never
    cost the page.
    """
    if image is None:
        return ""
    place = PLACES[role]
    try:
        renditions = image.get_renditions(*place.filters).values()
        sources = _by_width(renditions)
    except OSError:  # SourceImageIOError is one, and so is any fault of the storage
        return MISSING
    return _element(sources, place, alt)


@register.filter
def is_tall(image: Image | None) -> bool:
    """Tell a portrait: it is shown whole where a landscape may be trimmed."""
    return image is not None and image.height > image.width


def _by_width(renditions: Iterable[Any]) -> dict[int, Any]:
    """Return renditions by width, small to large.

    A small original gives the same width twice, and browsers want each once.
    """
    found = {rendition.width: rendition for rendition in renditions}
    return dict(sorted(found.items()))


def _element(sources: dict[int, Any], place: Role, alt: str) -> str:
    largest = list(sources.values())[-1]
    srcset = ", ".join(f"{item.url} {width}w" for width, item in sources.items())
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" alt="{}" width="{}" height="{}"{}>',
        largest.url,
        srcset,
        place.sizes,
        alt,
        largest.width,
        largest.height,
        EAGER if place.eager else LAZY,
    )
