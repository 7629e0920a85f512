"""The sizes in which pictures are shown: one table for templates and for lists."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """A place where a picture is shown.

    Wagtail filters, small to large, and the ``sizes`` attribute that tells browsers
    which to take.
    """

    filters: tuple[str, ...]
    sizes: str
    eager: bool = False


def _cropped(*sizes: tuple[int, int]) -> tuple[str, ...]:
    return tuple(f"fill-{width}x{height}|format-webp" for width, height in sizes)


def _whole(*widths: int) -> tuple[str, ...]:
    return tuple(f"max-{width}x{width}|format-webp" for width in widths)


HALF = "(min-width: 60rem) 40rem, 100vw"
THIRD = "(min-width: 60rem) 20rem, (min-width: 40rem) 50vw, 100vw"

ROLES = {
    "lead": Role(
        _cropped((720, 450), (1280, 800)), "(min-width: 60rem) 54rem, 100vw", eager=True
    ),
    "big": Role(_cropped((720, 450), (1280, 800)), HALF),
    "card": Role(_cropped((360, 240), (720, 480)), THIRD),
    "row": Role(_cropped((180, 120), (360, 240)), "7rem"),
    "thumb": Role(_cropped((180, 120), (360, 240)), "7rem"),
    "hero": Role(_whole(720, 1440), "(min-width: 80rem) 80rem, 100vw", eager=True),
    "full": Role(_whole(720, 1440), "(min-width: 60rem) 46rem, 100vw"),
    "gallery": Role(_whole(720, 1440), HALF),
}


def filters_of(*names: str) -> tuple[str, ...]:
    """Return the filters of several roles, each once."""
    return tuple(dict.fromkeys(spec for name in names for spec in ROLES[name].filters))


# What any list may need, for prefetching and for preparing at publication.
LIST_FILTERS = filters_of("lead", "big", "card", "row")
