"""Blanks in the words of a template, and what stands in them in each language.

A template writes ``{nơi}``, ``{giờ}``, ``{điện thoại}`` and ``{tên}`` in Vietnamese and
in English alike, so that whoever fills them in at night fills them in once.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _, override

from search.text import nfc

PLACE, HOUR, PHONE, NAME = "place", "hour", "phone", "name"
TOKENS = {"nơi": PLACE, "giờ": HOUR, "điện thoại": PHONE, "tên": NAME}
LABELS: dict[str, Any] = {
    PLACE: _("Place"),
    HOUR: _("Hour and day"),
    PHONE: _("Telephone to call"),
    NAME: _("Name of the office or person meant"),
}
LONGEST = 80
TOKEN = re.compile(r"\{([^{}]*)\}")
# Plain words only: no markup, no second blank, and no link. A false warning lives by one.
NOT_PLAIN = re.compile(r"[<>{}]|https?:|www\.", re.IGNORECASE)
TELEPHONE = re.compile(r"\+?\d[\d .()-]{1,24}")


def asked_in(*texts: str) -> list[str]:
    """Return which blanks words have, in the order in which they are asked for."""
    found = {TOKENS.get(word) for text in texts for word in _tokens(text)}
    return [code for code in LABELS if code in found]


def unknown_in(text: str) -> list[str]:
    """Return what stands in braces and is no blank."""
    return [f"{{{word}}}" for word in _tokens(text) if word not in TOKENS]


def is_plain(text: str, *, with_blanks: bool = False) -> bool:
    """Tell whether readers would see words and nothing else."""
    return not NOT_PLAIN.search(TOKEN.sub("", text) if with_blanks else text)


def tidy(text: str) -> str:
    """Return composed words on one line."""
    return " ".join(nfc(text).split())


def fill(text: str, values: Mapping[str, Any], language: str) -> str:
    """Return words with their blanks filled in; one without a value stays as it is."""

    def said(match: "re.Match[str]") -> str:
        value = values.get(TOKENS.get(match[1], ""))
        return spelled(value, language) if value else match[0]

    return TOKEN.sub(said, text)


def spelled(value: Any, language: str) -> str:
    """Return “18 giờ 30 ngày 22/11/2026”, “18:30 on 22 November 2026”, or the words."""
    if not isinstance(value, datetime):
        return tidy(str(value))
    local = timezone.localtime(value)
    if language == "vi":
        return f"{local:%H} giờ {local:%M} ngày {local:%d/%m/%Y}"
    with override("en"):
        return f"{local:%H:%M} on {formats.date_format(local, 'j F Y')}"


def _tokens(text: str) -> Iterable[str]:
    return [nfc(word) for word in TOKEN.findall(text)]
