"""The sizes in which pictures are shown: one table for templates and for lists.

ADR 0020 says which formats a role has, and what they cost.
"""

from dataclasses import dataclass

from media_library.encoding import KNOWS_AVIF


@dataclass(frozen=True)
class Role:
    """A place where a picture is shown.

    ``crops`` are Wagtail's operations, small to large; ``sizes`` tells browsers which to
    take; ``fallback`` is the one crop that browsers without WebP get as JPEG. With
    ``has_avif`` small screens get the smallest crop as AVIF.
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
        crops = self.crops[:1] if self.has_avif and KNOWS_AVIF else ()
        return tuple(f"{crop}|format-avif" for crop in crops)

    @property
    def jpeg(self) -> str:
        return f"{self.fallback}|format-jpeg"

    @property
    def filters(self) -> tuple[str, ...]:
        """Return every filter the role needs, best format first."""
        return (*self.avif, *self.webp, self.jpeg)


HALF = "(min-width: 60rem) 40rem, 100vw"
THIRD = "(min-width: 60rem) 20rem, (min-width: 40rem) 50vw, 100vw"

# Few crops, each in several places: every one costs a publication time. Where a place
# has other proportions than its crop, the style sheet trims the rest.
SMALL, MIDDLE, LARGE = "fill-360x240", "fill-720x450", "fill-1280x800"
WHOLE = ("max-720x720", "max-1440x1440")

ROLES = {
    "lead": Role(
        (MIDDLE, LARGE), "(min-width: 60rem) 54rem, 100vw", WHOLE[0], eager=True
    ),
    "big": Role((MIDDLE, LARGE), HALF, WHOLE[0]),
    "card": Role((SMALL, MIDDLE), THIRD, SMALL),
    "row": Role((SMALL,), "7rem", SMALL),
    "thumb": Role((SMALL,), "7rem", SMALL),
    "hero": Role(
        WHOLE,
        "(min-width: 80rem) 80rem, 100vw",
        WHOLE[0],
        eager=True,
        has_avif=True,
    ),
    "full": Role(WHOLE, "(min-width: 60rem) 46rem, 100vw", WHOLE[0]),
    "gallery": Role(WHOLE, HALF, WHOLE[0]),
}

# Pictures of a portal's own in its masthead. No list ever shows them.
FRAME_ROLES = {
    "emblem": Role(("max-168x168", "max-336x336"), "5.25rem", "max-336x336"),
    "masthead": Role(("max-900x450", "max-1800x900"), "62vw", "max-900x450"),
}


def filters_of(*names: str) -> tuple[str, ...]:
    """Return the filters of several roles, each once."""
    return tuple(dict.fromkeys(spec for name in names for spec in ROLES[name].filters))


# What any list may need, for prefetching and for preparing at publication.
LIST_FILTERS = filters_of("lead", "big", "card", "row")
