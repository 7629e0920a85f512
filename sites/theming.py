"""Themes and their rules: which exist, and when a colour can be read.

Pure: no database. The tokens themselves are the product's (``cms/static``); the
surfaces repeated here are those a portal's own accent must be readable on, and a test
holds them against the style sheets.
"""

import re
from dataclasses import dataclass

HEX = re.compile(r"^#[0-9a-f]{6}$")
AA_TEXT = 4.5  # WCAG 2.2, success criterion 1.4.3
LINEAR_BELOW = 0.04045  # IEC 61966-2-1, the knee of the sRGB curve
BASE_STYLE = "bao"
STYLES = {"bao": "Tờ báo của tỉnh"}


@dataclass(frozen=True)
class Theme:
    """Surfaces of one theme in the light and the dark scheme, as ``#rrggbb``."""

    title: str
    light: tuple[str, ...]
    dark: tuple[str, ...]


THEMES = {
    "ha-noi": Theme("Hà Nội", ("#ffffff", "#fcf2ee"), ("#140f0d", "#211916")),
    "tay-ninh": Theme("Tây Ninh", ("#ffffff", "#f7f5ec"), ("#12100c", "#1d1b14")),
    "da-nang": Theme("Đà Nẵng", ("#ffffff", "#f9f2f8"), ("#130f13", "#1f191e")),
    "ca-mau": Theme("Cà Mau", ("#ffffff", "#edf7f2"), ("#0c120f", "#151d19")),
    "kien-giang": Theme("Kiên Giang", ("#ffffff", "#ecf6fb"), ("#0c1114", "#141d20")),
}


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast ratio of two colours written ``#rrggbb`` (1 to 21)."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def unreadable_on(accent: str, surfaces: tuple[str, ...]) -> list[str]:
    """Return the surfaces on which ``accent`` has less than AA contrast as text."""
    return [surface for surface in surfaces if contrast(accent, surface) < AA_TEXT]


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (_linear(channel) for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= LINEAR_BELOW:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
