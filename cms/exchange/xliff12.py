"""XLIFF 1.2 (OASIS, 2008): tags are ``<g>`` and ``<x/>``, told apart by their ctype."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from cms.exchange.bundle import Bundle, Segment, State
from cms.exchange.checking import Found, Parsed
from cms.exchange.inline import Reader, Vocabulary, element, ids, written
from cms.exchange.languages import to_tag
from cms.exchange.markup import BREAK, ID, PAIRED, Part, Tag, paragraph, parse
from cms.exchange.xml_tree import Node

SPACE = "urn:oasis:names:tc:xliff:document:1.2"
VERSION = "1.2"
DEVELOPER = "developer"
MACHINE = "mt-suggestion"
OTHERS_MACHINES = (MACHINE, "leveraged-mt")
STATES = {
    State.DRAFT: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "signed-off",
}
KINDS = {"b": "bold", "i": "italic", "a": "link", BREAK: "lb"}
NAMES = {kind: name for name, kind in KINDS.items()} | {
    f"x-html-{name}": name for name in (*PAIRED, BREAK)
}


def write_xliff12(bundle: Bundle) -> bytes:
    """Return the same bytes for the same bundle."""
    return "".join(f"{line}\n" for line in _lines(bundle)).encode()


def _lines(bundle: Bundle) -> Iterator[str]:
    title = paragraph(bundle.title)
    named = {
        "original": bundle.id,
        "source-language": to_tag(bundle.source_language),
        "target-language": to_tag(bundle.target_language),
        "datatype": "html",
    }
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<xliff xmlns="{SPACE}" version="{VERSION}">'
    yield f"  {element('file', named, '').removesuffix('</file>')}"
    if title:
        yield "    <header>"
        yield f"      <note>{escape(title)}</note>"
        yield "    </header>"
    yield "    <body>"
    for segment in bundle.segments:
        yield from _unit(segment)
    yield "    </body>"
    yield "  </file>"
    yield "</xliff>"


def _unit(segment: Segment) -> Iterator[str]:
    source, target = parse(segment.source), parse(segment.target)
    of_source, of_target = ids(source, target)
    named = {
        "id": segment.key,
        "approved": "yes" if segment.state is State.REVIEWED else "",
        "maxwidth": str(segment.max_length or ""),
        "size-unit": "char" if segment.max_length else "",
        "xml:space": "preserve",
    }
    names = {"pair": "g", "single": "x"}
    yield f"      {element('trans-unit', named, '').removesuffix('</trans-unit>')}"
    text = written(source, of_source, **names, attributes=_kind)
    yield f"        {element('source', {}, text)}"
    if segment.target:
        said = {
            "state": STATES[segment.state],
            "state-qualifier": MACHINE if segment.is_machine else "",
        }
        text = written(target, of_target, **names, attributes=_kind)
        yield f"        {element('target', said, text)}"
    if note := paragraph(segment.note):
        yield f"        {element('note', {'from': DEVELOPER}, escape(note))}"
    yield "      </trans-unit>"


def _kind(tag: Tag) -> dict[str, str]:
    return {"ctype": KINDS.get(tag.name, f"x-html-{tag.name}")}


def _tag(node: Node) -> Tag | None:
    name = NAMES.get(node.get("ctype"))
    if name is None:
        return None
    if name == BREAK:
        return Tag(BREAK, Part.SINGLE)
    own = (
        node.get("id")
        if name == "a" and re.fullmatch(ID, node.get("id"), re.ASCII)
        else ""
    )
    return Tag(name, Part.OPEN, own)


WORDS = Vocabulary(
    pair="g",
    single="x",
    start="bx",
    end="ex",
    began=("rid", "id"),
    spans=("mrk",),
    tag=_tag,
)


def parse_xliff12(file: Node) -> Parsed:
    """Return what the one ``<file>`` of a document holds."""
    header, body = file.first("header"), file.first("body")
    title = header.first("note") if header else None
    return Parsed(
        id=file.get("original"),
        title=title.text if title else "",
        source_language=file.get("source-language"),
        target_language=file.get("target-language"),
        line=file.line,
        segments=[_found(unit) for unit in _units(body)],
    )


def _units(node: Node | None) -> Iterator[Node]:
    for child in node.elements("group", "trans-unit") if node else ():
        if child.name == "group":
            yield from _units(child)
        else:
            yield child


def _found(unit: Node) -> Found:
    reader = Reader(WORDS)
    source, target = unit.first("source"), unit.first("target")
    return Found(
        key=unit.get("id"),
        line=unit.line,
        source=list(reader.pieces(source)),
        target=list(reader.pieces(target)),
        target_line=target.line if target else None,
        state=_state(unit, target) if target else State.NEW,
        notes=[n.text for n in unit.elements("note") if n.get("from") == DEVELOPER],
        max_length=unit.get("maxwidth"),
        is_machine=bool(target and target.get("state-qualifier") in OTHERS_MACHINES),
        problems=reader.problems,
    )


def _state(unit: Node, target: Node) -> State:
    """Return the state. Tools approve what is merely translated: the state is believed."""
    state = target.get("state")
    if state in {"final", "signed-off"}:
        return State.REVIEWED
    if state.startswith("needs-") or state == "new":
        return State.DRAFT
    is_reviewed = not state and unit.get("approved") == "yes"
    return State.REVIEWED if is_reviewed else State.TRANSLATED
