"""A picture as HTML: the best format a browser knows, in the size it needs."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from media_library.models import Image
from media_library.renditions import ROLES, Role

MISSING = SafeString('<span class="pic-missing"></span>')
EAGER = SafeString(' fetchpriority="high"')
SOURCE = '<source type="{}" srcset="{}" sizes="{}"{}>'
# Where a page is one column, a picture of 720 pixels is sharp enough for any density.
SMALL_SCREEN = SafeString(' media="(max-width: 39.99rem)"')
PLAIN = ROLES["full"].webp[0]
LAZY = SafeString(' loading="lazy" decoding="async"')


def picture_element(
    image: Image, role: Role, alt: str, *, for_insiders: bool = False
) -> SafeString:
    """Return a ``picture`` element.

    A file that can't be read leaves a neutral place holder: a lost picture must never
    cost the page. So does a private one, except in what only its own people look at.
    """
    if image.is_private and not for_insiders:
        return MISSING
    try:
        made = image.get_renditions(*role.filters)
    except OSError:  # SourceImageIOError is one, and so is any fault of the storage
        return MISSING
    sources = format_html_join("", SOURCE, _sources(made, role))
    largest = _by_width(made, role.webp)[-1]
    return format_html(
        '<picture>{}<img src="{}" alt="{}" width="{}" height="{}"{}></picture>',
        sources,
        made[role.jpeg].url,
        alt,
        largest.width,
        largest.height,
        EAGER if role.eager else LAZY,
    )


def _sources(made: Mapping[str, Any], role: Role) -> list[tuple[str, ...]]:
    """Return kind, addresses, widths and screens, the best first."""
    webp = ("image/webp", _srcset(made, role.webp), role.sizes, "")
    if not role.avif:
        return [webp]
    return [("image/avif", _srcset(made, role.avif), role.sizes, SMALL_SCREEN), webp]


def plain_element(image: Image, alt: str) -> SafeString:
    """Return one ``img`` that is loaded at once: what is not loaded is not printed."""
    if image.is_private:
        return MISSING
    try:
        made = image.get_rendition(PLAIN)
    except OSError:
        return MISSING
    return _img(made, made.url, alt)


class Carried:
    """Draws pictures into the page itself, as long as it does not get too heavy.

    For a file that somebody keeps: it still has its pictures when the portal is gone.
    """

    do_not_call_in_templates = True  # which ask it what was left out

    def __init__(self, most_bytes: int) -> None:
        self._left = most_bytes
        self.left_out = 0

    def __call__(self, image: Image, alt: str) -> SafeString:
        if image.is_private:
            return MISSING
        try:
            made = image.get_rendition(PLAIN)
            with made.file.open("rb") as file:
                content = file.read()
        except OSError:
            return MISSING
        if len(content) > self._left:
            self.left_out += 1
            return MISSING
        self._left -= len(content)
        data = base64.b64encode(content).decode("ascii")
        return _img(made, f"data:image/webp;base64,{data}", alt)


def _img(made: Any, source: str, alt: str) -> SafeString:
    return format_html(
        '<img src="{}" alt="{}" width="{}" height="{}">',
        source,
        alt,
        made.width,
        made.height,
    )


def _srcset(made: Mapping[str, Any], specs: Sequence[str]) -> str:
    return ", ".join(f"{one.url} {one.width}w" for one in _by_width(made, specs))


def _by_width(made: Mapping[str, Any], specs: Iterable[str]) -> list[Any]:
    """Return renditions small to large.

    A small original gives the same width twice, and browsers want each once.
    """
    found = {made[spec].width: made[spec] for spec in specs}
    return [found[width] for width in sorted(found)]
