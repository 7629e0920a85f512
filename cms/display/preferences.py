"""How a reader wants pages shown: size of letters and contrast (FE-03, TT 32/2017).

All of it stands in one cookie whose values are a closed set, so that a page differs in a
countable number of ways and a cache can be keyed by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest

COOKIE = "doc"
# The reader's word for each size, and the class it becomes on ``<html>``.
SIZES = {"": "", "lon": "text-large", "rat-lon": "text-largest"}
USUAL = "thuong"  # what a form sends for the usual size
CONTRAST = "tuong-phan"
SAVE_DATA = "Save-Data"


@dataclass(frozen=True)
class Display:
    """A reader's choice, and whether the device asks to save data."""

    size: str = ""
    high_contrast: bool = False
    saves_data: bool = False

    @property
    def value(self) -> str:
        """Return the choice as the cookie holds it; nothing for the usual."""
        words = (self.size, CONTRAST if self.high_contrast else "")
        return ".".join(word for word in words if word)

    @property
    def classes(self) -> str:
        """Return the classes of ``<html>``."""
        names = (
            SIZES[self.size],
            "high-contrast" if self.high_contrast else "",
            "save-data" if self.saves_data else "",
        )
        return " ".join(name for name in names if name)

    def changed(self, wanted: Mapping[str, str]) -> "Display":
        """Return the choice after a form; what it does not name stays.

        Unknown words change nothing.
        """
        size, contrast = wanted.get("co", ""), wanted.get(CONTRAST, "")
        sizes = {**{word: word for word in SIZES if word}, USUAL: ""}
        contrasts = {"1": True, "0": False}
        return replace(
            self,
            size=sizes.get(size, self.size),
            high_contrast=contrasts.get(contrast, self.high_contrast),
        )


_ALL = (Display(size, high_contrast=high) for size in SIZES for high in (False, True))
CHOICES = {choice.value: choice for choice in _ALL}


def display_of(request: HttpRequest) -> str:
    """Return the reader's choice: one of six values, empty for the usual."""
    value = request.COOKIES.get(COOKIE, "")
    return value if value in CHOICES else ""


def saves_data(request: HttpRequest) -> bool:
    """Tell whether the device asks for less (``Save-Data: on``)."""
    return request.headers.get(SAVE_DATA, "").strip().lower() == "on"


def reading_display(request: HttpRequest) -> Display:
    """Return everything about the request that changes how a page is drawn."""
    return replace(CHOICES[display_of(request)], saves_data=saves_data(request))
