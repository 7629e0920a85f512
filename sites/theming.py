"""Themes and their rules: which exist, and when a colour can be read.

Pure: no database. The tokens themselves are the product's (``cms/static``); the
surfaces repeated here are those a portal's own accent must be readable on, and a test
holds them against the style sheets.
"""

import re
from dataclasses import dataclass

HEX = re.compile(r"^#[0-9a-f]{6}$")
AA_TEXT = 4.5  # WCAG 2.2, success criterion 1.4.3
AA_MARK = 3.0  # success criterion 1.4.11: what is not text
LINEAR_BELOW = 0.04045  # IEC 61966-2-1, the knee of the sRGB curve
WHITE, BLACK = "#ffffff", "#000000"
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
    "bao-tang": Theme("Bảo tàng", ("#ffffff", "#fcf2ee"), ("#120e0c", "#201915")),
    "thu-vien": Theme("Thư viện", ("#ffffff", "#f4f3fc"), ("#0f0f13", "#1a1a20")),
    "du-lich": Theme("Du lịch", ("#ffffff", "#f9f3ec"), ("#110f0c", "#1e1a14")),
    "the-thao": Theme("Thể thao", ("#ffffff", "#eff5fd"), ("#0d1013", "#171b21")),
}


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast ratio of two colours written ``#rrggbb`` (1 to 21)."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def unreadable_on(accent: str, surfaces: tuple[str, ...]) -> list[str]:
    """Return the surfaces on which ``accent`` has less than AA contrast as text."""
    return [surface for surface in surfaces if contrast(accent, surface) < AA_TEXT]


def own_tokens(light: str, dark: str) -> dict[str, dict[str, str]]:
    """Return what a portal's own accents set in each scheme, by name of the token.

    Band, campaign and masthead follow the accent of the light scheme, so that two portals
    of one theme are told apart at a glance; white was readable on it when it was saved.
    """
    schemes = {
        "light": {"accent": light, **_grounds(light, deep=0, mast=(WHITE, 0.85))},
        "dark": {"accent": dark, **_grounds(light, deep=0.55, mast=(BLACK, 0.8))},
    }
    return {
        scheme: {name: colour for name, colour in tokens.items() if colour}
        for scheme, tokens in schemes.items()
    }


def _grounds(accent: str, *, deep: float, mast: tuple[str, float]) -> dict[str, str]:
    """Return what white is written on, and the pale or deep ground of the masthead."""
    if not accent:
        return {}
    ground = _mixed(accent, BLACK, deep)
    return {
        "band": ground,
        "on-band": WHITE,
        "on-band2": WHITE,
        "on-band-rule": _mixed(ground, WHITE, 0.35),
        "camp": ground,
        "on-camp": WHITE,
        "own-mast": _mixed(accent, *mast),
    }


def _mixed(colour: str, other: str, share: float) -> str:
    """Return ``colour`` with a share of the other in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(
        f"{round(one + (two - one) * share):02x}" for one, two in pairs
    )


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= LINEAR_BELOW:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
