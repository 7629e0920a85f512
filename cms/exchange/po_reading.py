"""Reading PO, with the line of everything. One keyword, one text; plurals are not ours."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NoReturn

from django.utils.translation import gettext as _

from cms.exchange.bundle import MOST_SEGMENTS, State
from cms.exchange.checking import Found, Parsed, too_many
from cms.exchange.faults import refuse
from cms.exchange.markup import split

SOURCE_LANGUAGE, BUNDLE_ID, TITLE = (
    "X-Source-Language",
    "X-Dinh-Id",
    "Project-Id-Version",
)
FUZZY, REVIEWED, MACHINE, MAX_LENGTH = "fuzzy", "reviewed", "machine", "max-length:"
CONTEXT, SOURCE, TARGET = "msgctxt", "msgid", "msgstr"

LINE = re.compile(
    r'(?:(?P<keyword>[a-z_]+(?:\[\d+\])?)\s*)?"(?P<text>(?:[^"\\]|\\.)*)"'
)
ESCAPE = re.compile(r"\\(.)")
ESCAPES = dict(zip('ntrabfv"\\', '\n\t\r\a\b\f\v"\\', strict=True))


@dataclass
class _Entry:
    texts: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    last: str = ""

    def text(self, keyword: str) -> str:
        return "".join(self.texts.get(keyword, ()))


def parse(text: str) -> Parsed:
    """Return what a PO file holds. Raises ``FormatError`` where it can't be read."""
    header, *entries = _entries(text.split("\n"))
    if header.text(SOURCE) or CONTEXT in header.texts:
        refuse(_("The header of the file is missing."), line=header.lines[SOURCE])
    said = _header(header.text(TARGET))
    return Parsed(
        id=said.get(BUNDLE_ID.lower(), ""),
        title=said.get(TITLE.lower(), ""),
        source_language=said.get(SOURCE_LANGUAGE.lower(), ""),
        target_language=said.get("language", ""),
        line=header.lines[TARGET],
        segments=[_found(entry) for entry in entries],
    )


def _header(text: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in text.split("\n"))
    return {name.strip().lower(): value.strip() for name, _colon, value in pairs}


def _entries(lines: Iterable[str]) -> list[_Entry]:
    entries: list[_Entry] = []
    entry = _Entry()
    number = 0
    for number, line in enumerate(lines, 1):
        written = line.strip()
        if (
            TARGET in entry.texts
            and not written.startswith('"')
            and not _is_twin(written)
        ):
            entries.append(entry)
            entry = _Entry()
            if len(entries) > MOST_SEGMENTS + 1:
                refuse(too_many(), line=number)
        if written:
            _take(entry, written, number)
    if TARGET in entry.texts:
        entries.append(entry)
    elif entry.texts:
        _broken(number)
    if not entries:
        refuse(_("There is nothing in the file."), line=1)
    return entries


def _is_twin(written: str) -> bool:
    return written.startswith(TARGET)


def _take(entry: _Entry, written: str, number: int) -> None:
    if written.startswith("#."):
        entry.notes.append(written[2:].strip())
    elif written.startswith("#,"):
        entry.flags += [flag.strip() for flag in written[2:].split(",")]
    elif not written.startswith("#"):
        found = LINE.fullmatch(written)
        if found is None:
            _broken(number)
        _add(entry, found["keyword"] or "", _unescaped(found["text"], number), number)


def _add(entry: _Entry, keyword: str, text: str, number: int) -> None:
    if not keyword:
        if not entry.last:
            _broken(number)
        entry.texts[entry.last].append(text)
        return
    if keyword.startswith(("msgid_plural", "msgstr[")):
        refuse(_("Plural forms are not taken."), line=number)
    before = {CONTEXT: (), SOURCE: (), TARGET: (SOURCE,)}.get(keyword)
    if (
        before is None
        or keyword in entry.texts
        or any(k not in entry.texts for k in before)
    ):
        _broken(number)
    if keyword == CONTEXT and SOURCE in entry.texts:
        _broken(number)
    entry.texts[keyword], entry.lines[keyword], entry.last = [text], number, keyword


def _unescaped(text: str, number: int) -> str:
    def plain(found: re.Match[str]) -> str:
        if found[1] not in ESCAPES:
            refuse(_("“%(sign)s” is not known.") % {"sign": found[0]}, line=number)
        return ESCAPES[found[1]]

    return ESCAPE.sub(plain, text)


def _broken(number: int) -> NoReturn:
    refuse(_("This can’t be read as PO."), line=number)


def _found(entry: _Entry) -> Found:
    lengths = [f for f in entry.flags if f.startswith(MAX_LENGTH)]
    return Found(
        key=entry.text(CONTEXT),
        line=min(entry.lines.values()),
        source=list(split(entry.text(SOURCE))),
        target=list(split(entry.text(TARGET))),
        target_line=entry.lines[TARGET],
        state=_state(entry.flags),
        notes=entry.notes,
        max_length=lengths[0].removeprefix(MAX_LENGTH) if lengths else "",
        is_machine=MACHINE in entry.flags,
    )


def _state(flags: list[str]) -> State:
    if FUZZY in flags:
        return State.DRAFT
    return State.REVIEWED if REVIEWED in flags else State.TRANSLATED
