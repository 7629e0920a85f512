"""The sizes in which pictures are shown: one table for templates and for lists.

ADR 0020 says which formats a role has, and what they cost.
"""

from dataclasses import dataclass

from media_library.encoding import KNOWS_AVIF


@dataclass(frozen=True)
class Role:
    """A place where a picture is shown.

    ``crops`` are Wagtail's operations, small to large; ``sizes`` tells browsers which to
    take; ``fallback`` is the one crop that browsers without WebP get as JPEG.
    """

    crops: tuple[str, ...]
    sizes: str
    fallback: str
    eager: bool = False
    has_avif: bool = False

    @property
    def webp(self) -> tuple[str, ...]:
        return tuple(f"{crop}|format-webp" for crop in self.crops)

    @property
    def avif(self) -> tuple[str, ...]:
        crops = self.crops if self.has_avif and KNOWS_AVIF else ()
        return tuple(f"{crop}|format-avif" for crop in crops)

    @property
    def jpeg(self) -> str:
        return f"{self.fallback}|format-jpeg"

    @property
    def filters(self) -> tuple[str, ...]:
        """Return every filter the role needs, best format first."""
        return (*self.avif, *self.webp, self.jpeg)


def _role(
    operation: str,
    small: tuple[int, int],
    large: tuple[int, int],
    sizes: str,
    *,
    large_fallback: bool = False,
    eager: bool = False,
    has_avif: bool = False,
) -> Role:
    crops = tuple(f"{operation}-{width}x{height}" for width, height in (small, large))
    return Role(crops, sizes, crops[int(large_fallback)], eager, has_avif)


HALF = "(min-width: 60rem) 40rem, 100vw"
THIRD = "(min-width: 60rem) 20rem, (min-width: 40rem) 50vw, 100vw"
WIDE, CARD, ROW = ((720, 450), (1280, 800)), ((360, 240), (720, 480)), ((180, 120), (360, 240))
WHOLE = ((720, 720), (1440, 1440))

ROLES = {
    "lead": _role(
        "fill", *WIDE, "(min-width: 60rem) 54rem, 100vw", eager=True, has_avif=True
    ),
    "big": _role("fill", *WIDE, HALF),
    "card": _role("fill", *CARD, THIRD),
    "row": _role("fill", *ROW, "7rem", large_fallback=True),
    "thumb": _role("fill", *ROW, "7rem", large_fallback=True),
    "hero": _role(
        "max", *WHOLE, "(min-width: 80rem) 80rem, 100vw", eager=True, has_avif=True
    ),
    "full": _role("max", *WHOLE, "(min-width: 60rem) 46rem, 100vw"),
    "gallery": _role("max", *WHOLE, HALF),
}


def filters_of(*names: str) -> tuple[str, ...]:
    """Return the filters of several roles, each once."""
    return tuple(dict.fromkeys(spec for name in names for spec in ROLES[name].filters))


# What any list may need, for prefetching and for preparing at publication.
LIST_FILTERS = filters_of("lead", "big", "card", "row")
