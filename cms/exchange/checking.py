"""What was read becomes a bundle, or is refused with every place that is wrong."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.exchange.bundle import MOST_SEGMENTS, Bundle, Segment, State, is_key
from cms.exchange.faults import Faults, refuse
from cms.exchange.languages import is_same, to_code
from cms.exchange.markup import (
    PAIRED,
    Part,
    Pieces,
    Tag,
    normal,
    paragraph,
    render,
    visible,
)

CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# They turn the order of what is seen around: a text then says what it does not say.
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MARKUP = re.compile(r"<[/!?]?[A-Za-z]*", re.ASCII)


Raw = Sequence[str | Tag]


@dataclass
class Found:
    """A segment as it stands in a file, its texts not yet in order."""

    key: str
    line: int
    source: Raw = ()
    target: Raw = ()
    target_line: int | None = None
    state: State = State.TRANSLATED
    notes: list[str] = field(default_factory=list)
    max_length: str = ""
    is_machine: bool = False
    problems: list[str] = field(default_factory=list)


@dataclass
class Parsed:
    """A file as it was read, its languages as they are written there."""

    id: str
    title: str
    source_language: str
    target_language: str
    line: int
    segments: list[Found]


def checked(parsed: Parsed, *, language: str | None) -> Bundle:
    """Return the bundle of a file. Raises ``FormatError`` with everything wrong in it."""
    faults = Faults()
    for message in _about_head(parsed, language):
        faults.add(message, line=parsed.line)
    if len(parsed.segments) > MOST_SEGMENTS:
        refuse(too_many(), line=parsed.segments[MOST_SEGMENTS].line)
    _refuse_twins(parsed.segments, faults)
    for found in parsed.segments:
        for message in (*found.problems, *_about(found)):
            faults.add(message, line=found.target_line or found.line, key=found.key)
    faults.refuse()
    return Bundle(
        id=parsed.id,
        title=paragraph(parsed.title),
        source_language=to_code(parsed.source_language),
        target_language=to_code(parsed.target_language),
        segments=tuple(map(_segment, parsed.segments)),
    )


def too_many() -> str:
    return _("More than %(most)s segments.") % {"most": MOST_SEGMENTS}


def _about_head(parsed: Parsed, language: str | None) -> Iterator[str]:
    if not is_key(parsed.id):
        yield _("The file does not say which translation it belongs to.")
    if not to_code(parsed.source_language):
        yield _("The language of the source is missing.")
    written = parsed.target_language
    if not to_code(written):
        yield _("The language of the translation is missing.")
    elif language is not None and not is_same(written, language):
        named = {"found": written, "wanted": language}
        yield (
            _("The file is translated into “%(found)s”, not into “%(wanted)s”.") % named
        )
    if not parsed.segments:
        yield _("There are no segments in the file.")


def _refuse_twins(segments: list[Found], faults: Faults) -> None:
    first: dict[str, int] = {}
    for found in segments:
        if found.key in first:
            message = _("This segment already stands in line %(line)s.")
            named = {"line": first[found.key]}
            faults.add(message % named, line=found.line, key=found.key)
        first.setdefault(found.key, found.line)


def _about(found: Found) -> Iterator[str]:
    if not is_key(found.key):
        yield _("The segment has no key, or one that can’t be read.")
    source, target = normal(found.source), normal(found.target)
    if not source:
        yield _("The source of this segment is empty.")
    if found.max_length and not re.fullmatch(r"[1-9]\d{0,8}", found.max_length):
        yield _("“%(length)s” is no length.") % {"length": found.max_length[:40]}
    if control := CONTROL.search(visible(found.target)):
        yield _("Control character U+%(code)s at character %(at)s.") % _at(control)
    if not found.problems:
        yield from about_target(source, target)
        yield from _about_length(len(visible(target)), found.max_length)


def _about_length(length: int, most: str) -> Iterator[str]:
    if re.fullmatch(r"[1-9]\d{0,8}", most) and length > int(most):
        named = {"length": length, "most": most}
        yield _("%(length)s characters, %(most)s at most.") % named


def about_target(source: Pieces, target: Pieces) -> Iterator[str]:
    """Yield what is wrong with a translation; an empty one is only not there yet."""
    text = visible(target)
    if not text.strip():
        return
    for found in DIRECTION.finditer(text):
        message = _("Invisible sign of direction U+%(code)s at character %(at)s.")
        yield message % _at(found)
    known = set(_markup(source))
    for name in dict.fromkeys(_markup(target)):
        if name not in known:
            yield _stray(name)
    yield from _about_tags(source, target)


def _at(found: re.Match[str]) -> dict[str, str | int]:
    return {"code": f"{ord(found[0]):04X}", "at": found.start() + 1}


def _markup(pieces: Pieces) -> Iterator[str]:
    """Yield what looks like a tag in the text between the tags."""
    for piece in pieces:
        if isinstance(piece, str):
            yield from (
                found[0].lower() for found in MARKUP.finditer(piece) if found[0] != "<"
            )


def _stray(name: str) -> str:
    if name.strip("</") in PAIRED:
        return _("“%(tag)s” lacks its other half, or is no tag of the source.") % {
            "tag": f"{name}>"
        }
    return _("“%(tag)s…” is not in the source.") % {"tag": name[:40]}


def _about_tags(source: Pieces, target: Pieces) -> Iterator[str]:
    wanted, given = _tags(source), _tags(target)
    for tag in wanted - given:
        yield _("The tag %(tag)s of the source is missing.") % {"tag": tag}
    for tag in given - wanted:
        message = _("The tag %(tag)s is not in the source, or not so often.")
        yield message % {"tag": tag}


def _tags(pieces: Pieces) -> Counter[Tag]:
    return Counter(
        piece
        for piece in pieces
        if isinstance(piece, Tag) and piece.part is not Part.CLOSE
    )


def _segment(found: Found) -> Segment:
    is_there = bool(visible(found.target).strip())
    state = State.DRAFT if found.state is State.NEW else found.state
    return Segment(
        key=found.key,
        source=render(normal(found.source)),
        target=render(normal(found.target)) if is_there else "",
        state=state if is_there else State.NEW,
        note=paragraph(" ".join(found.notes)),
        max_length=int(found.max_length) if found.max_length else None,
        is_machine=found.is_machine and is_there,
    )
