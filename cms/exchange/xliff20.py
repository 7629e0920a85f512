"""XLIFF 2.0 (OASIS, 2014): tags are ``<pc>`` and ``<ph/>``, their words original data."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from cms.exchange.bundle import Bundle, Segment, State
from cms.exchange.checking import Found, Parsed
from cms.exchange.inline import Reader, Vocabulary, element, ids, joined, written
from cms.exchange.languages import to_tag
from cms.exchange.markup import BREAK, Part, Pieces, Tag, paragraph, parse, split
from cms.exchange.xml_tree import Node

SPACE = "urn:oasis:names:tc:xliff:document:2.0"
SIZES = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
VERSION = "2.0"
DEVELOPER, TITLE = "developer", "title"
MACHINE = "dinh:machine"
STATES = {
    State.DRAFT: "initial",
    State.TRANSLATED: "translated",
    State.REVIEWED: "reviewed",
}
# From the furthest back: a text in several parts is as far as the last of them.
READ_STATES = {
    "initial": State.DRAFT,
    "": State.TRANSLATED,
    "translated": State.TRANSLATED,
    "reviewed": State.REVIEWED,
    "final": State.REVIEWED,
}
KINDS = {
    "b": {"type": "fmt", "subType": "xlf:b"},
    "i": {"type": "fmt", "subType": "xlf:i"},
    "a": {"type": "link"},
    BREAK: {"type": "fmt", "subType": "xlf:lb"},
}
OTHER = {"type": "fmt"}


def write_xliff20(bundle: Bundle) -> bytes:
    """Return the same bytes for the same bundle."""
    return "".join(f"{line}\n" for line in _lines(bundle)).encode()


def _lines(bundle: Bundle) -> Iterator[str]:
    has_sizes = any(segment.max_length for segment in bundle.segments)
    named = {
        "xmlns": SPACE,
        "xmlns:slr": SIZES if has_sizes else "",
        "version": VERSION,
        "srcLang": to_tag(bundle.source_language),
        "trgLang": to_tag(bundle.target_language),
    }
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield element("xliff", named, "").removesuffix("</xliff>")
    yield f"  {element('file', {'id': 'f1', 'original': bundle.id}, '').removesuffix('</file>')}"
    if has_sizes:
        yield '    <slr:profiles generalProfile="xliff:codepoints"/>'
    yield from _note(paragraph(bundle.title), TITLE, "    ")
    for number, segment in enumerate(bundle.segments, 1):
        yield from _unit(segment, number)
    yield "  </file>"
    yield "</xliff>"


def _note(text: str, category: str, indent: str) -> Iterator[str]:
    if text:
        yield f"{indent}<notes>"
        yield f"{indent}  {element('note', {'category': category}, escape(text))}"
        yield f"{indent}</notes>"


def _unit(segment: Segment, number: int) -> Iterator[str]:
    source, target = parse(segment.source), parse(segment.target)
    data = _data(source + target)
    named = {
        "id": f"u{number}",
        "name": segment.key,
        "slr:sizeRestriction": str(segment.max_length or ""),
        "xml:space": "preserve",
    }
    yield f"    {element('unit', named, '').removesuffix('</unit>')}"
    yield from _note(paragraph(segment.note), DEVELOPER, "      ")
    if data:
        yield "      <originalData>"
        for words, name in data.items():
            yield f"        {element('data', {'id': name}, escape(words))}"
        yield "      </originalData>"
    yield from _segment(segment, source, target, data)
    yield "    </unit>"


def _data(pieces: Pieces) -> dict[str, str]:
    tags = dict.fromkeys(str(piece) for piece in pieces if isinstance(piece, Tag))
    return {words: f"d{number}" for number, words in enumerate(tags, 1)}


def _segment(
    segment: Segment, source: Pieces, target: Pieces, data: dict[str, str]
) -> Iterator[str]:
    def attributes(tag: Tag) -> dict[str, str]:
        kept = {**KINDS.get(tag.name, OTHER), "canCopy": "no", "canDelete": "no"}
        if tag.part is Part.SINGLE:
            return {**kept, "dataRef": data[str(tag)]}
        ends = data[str(tag.closing)]
        return {**kept, "dataRefStart": data[str(tag)], "dataRefEnd": ends}

    def side(name: str, pieces: Pieces, given: list[str]) -> str:
        text = written(pieces, given, pair="pc", single="ph", attributes=attributes)
        return f"        {element(name, {}, text)}"

    of_source, of_target = ids(source, target)
    said = {
        "state": STATES.get(segment.state, ""),
        "subState": MACHINE if segment.is_machine else "",
    }
    yield f"      {element('segment', said, '').removesuffix('</segment>')}"
    yield side("source", source, of_source)
    if segment.target:
        yield side("target", target, of_target)
    yield "      </segment>"


def parse_xliff20(root: Node, file: Node) -> Parsed:
    """Return what the one ``<file>`` of a document holds."""
    titles = [note.text for note in _notes(file, TITLE)]
    return Parsed(
        id=file.get("original"),
        title=" ".join(titles),
        source_language=root.get("srcLang"),
        target_language=root.get("trgLang"),
        line=root.line,
        segments=[_found(unit) for unit in _units(file)],
    )


def _notes(node: Node, category: str) -> Iterator[Node]:
    notes = node.first("notes")
    for note in notes.elements("note") if notes else ():
        if note.get("category") == category:
            yield note


def _units(node: Node) -> Iterator[Node]:
    for child in node.elements("group", "unit"):
        if child.name == "group":
            yield from _units(child)
        else:
            yield child


def _found(unit: Node) -> Found:
    """Return the segment of a unit. Tools may cut it into parts: they are put together."""
    reader = Reader(_vocabulary(unit))
    parts = list(unit.elements("segment", "ignorable"))
    sources = [part.first("source") for part in parts]
    targets = [part.first("target") for part in parts if part.name == "segment"]
    source = joined(reader.pieces(one) for one in sources)
    is_there = bool(targets) and all(
        one is not None and one.children for one in targets
    )
    target = joined(
        reader.pieces(part.first("target") or _kept(part)) for part in parts
    )
    lines = [one.line for one in targets if one is not None]
    return Found(
        key=unit.get("name"),
        line=unit.line,
        source=source,
        target=target if is_there else (),
        target_line=lines[0] if lines else None,
        state=_state(parts),
        notes=[note.text for note in _notes(unit, DEVELOPER)],
        max_length=unit.get(f"{{{SIZES}}}sizeRestriction"),
        is_machine=any(part.get("subState") == MACHINE for part in parts),
        problems=reader.problems,
    )


def _kept(part: Node) -> Node | None:
    """Return the source of what is the same in all languages, as space between parts."""
    return part.first("source") if part.name == "ignorable" else None


def _state(parts: list[Node]) -> State:
    order = list(READ_STATES)
    written = [part.get("state") for part in parts if part.name == "segment"]
    known = [order.index(state) for state in written if state in READ_STATES]
    return READ_STATES[order[min(known)]] if known else State.DRAFT


def _vocabulary(unit: Node) -> Vocabulary:
    held = unit.first("originalData")
    data = {node.get("id"): node.text for node in held.elements("data")} if held else {}

    def tag(node: Node) -> Tag | None:
        words = data.get(node.get("dataRefStart") or node.get("dataRef"), "")
        pieces = [piece for piece in split(words) if piece]
        return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], Tag) else None

    return Vocabulary(
        pair="pc",
        single="ph",
        start="sc",
        end="ec",
        began=("startRef", "id"),
        spans=("mrk", "sm", "em"),
        tag=tag,
    )
