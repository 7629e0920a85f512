"""The runs of a paragraph: text in one manner, links, and the pictures between them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from cms.intake.docx.archive import Archive
from cms.intake.docx.names import attribute, child, local, value
from cms.intake.docx.styles import Styles
from cms.intake.parts import Picture, Span

# Around runs, and nothing by themselves; what was deleted or moved away is not there.
WRAPPINGS = {
    "ins",
    "moveTo",
    "smartTag",
    "sdt",
    "sdtContent",
    "fldSimple",
    "bdo",
    "dir",
}
SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# A soft hyphen is the code of “ư” in TCVN3; elsewhere it is left out.
SOFT_HYPHEN = "\xad"
# What is shown to readers; drawings of Windows (EMF, WMF) and scans (TIFF) are told of.
SHOWN = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
UNREAD = {
    "footnoteReference": "notes",
    "endnoteReference": "notes",
    "object": "objects",
}


@dataclass
class Found:
    """What one paragraph holds."""

    spans: list[Span] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)


class RunReader:
    """Reads one paragraph; fields, which begin and end in runs, are followed."""

    def __init__(
        self, archive: Archive, styles: Styles, properties: Element | None
    ) -> None:
        self.archive, self.styles, self.properties = archive, styles, properties
        self.found = Found()
        self._field = ""
        self._depth = 0
        self._in_code = False

    def read(self, parent: Element, href: str = "") -> Found:
        for one in parent:
            name = local(one)
            if name == "r":
                self._run(one, href)
            elif name == "hyperlink":
                self.read(one, self._address(one) or href)
            elif name in WRAPPINGS:
                self.read(one, href)
        return self.found

    def _address(self, link: Element) -> str:
        relation = self.archive.relations.get(attribute(link, "id"))
        return relation.target if relation and relation.is_external else ""

    def _run(self, run: Element, href: str) -> None:
        manner = self._manner(child(run, "rPr"), href or self._field)
        if manner is None:
            return
        for one in _unfolded(run):
            name = local(one)
            if name == "fldChar":
                self._follow_field(attribute(one, "fldCharType"))
            elif name == "instrText":
                self._field = self._field or _link_of(one.text or "")
            elif not self._in_code:
                self._content(one, name, replace(manner, href=href or self._field))

    def _content(self, one: Element, name: str, manner: Span) -> None:
        if name == "t":
            self.found.spans.append(replace(manner, text=one.text or ""))
        elif name == "softHyphen":
            self.found.spans.append(replace(manner, text=SOFT_HYPHEN))
        elif name in SIGNS and attribute(one, "type") not in {"page", "column"}:
            self.found.spans.append(replace(manner, text=SIGNS[name]))
        elif name in {"drawing", "pict", "object"}:
            self._drawing(one, name)
        elif name in UNREAD:
            self.found.left_out.add(UNREAD[name])

    def _follow_field(self, kind: str) -> None:
        """Fields: their code is not text, their result is."""
        if kind == "begin":
            self._depth += 1
            self._in_code = True
        elif kind == "separate":
            self._in_code = False
        elif kind == "end":
            self._depth = max(0, self._depth - 1)
            self._in_code = False
            self._field = self._field if self._depth else ""

    def _manner(self, properties: Element | None, href: str) -> Span | None:
        """Return how the run is set; None for hidden text."""
        style = self.styles.of_paragraph(self.properties)
        if self.styles.switched(properties, style, "vanish"):
            return None
        return Span(
            "",
            bold=self.styles.switched(properties, style, "b"),
            italic=self.styles.switched(properties, style, "i"),
            superscript=value(properties, "vertAlign") == "superscript",
            href=href,
            font=self.styles.font(properties, self.properties),
        )

    def _drawing(self, drawing: Element, name: str) -> None:
        boxes = [one for one in drawing.iter() if local(one) == "txbxContent"]
        self.found.boxes.extend(boxes)
        alt = next(
            (
                attribute(one, "descr")
                for one in drawing.iter()
                if local(one) == "docPr"
            ),
            "",
        )
        inside = {id(one) for box in boxes for one in box.iter()}
        keys = [
            attribute(one, "embed" if local(one) == "blip" else "id")
            for one in drawing.iter()
            if local(one) in {"blip", "imagedata"} and id(one) not in inside
        ]
        if name == "object":
            self.found.left_out.add("objects")
            return
        for key in dict.fromkeys(keys):
            picture = self.archive.picture(key)
            if picture is None or not picture[0].lower().endswith(SHOWN):
                self.found.left_out.add("pictures")
            else:
                self.found.pictures.append(Picture(*picture, alt=alt.strip()))


def _unfolded(run: Element) -> Iterator[Element]:
    """Yield what a run holds; of alternatives the first that is a picture or text."""
    for one in run:
        if local(one) == "AlternateContent":
            chosen = child(one, "Choice")
            yield from children_of(chosen)
        else:
            yield one


def children_of(element: Element | None) -> Iterator[Element]:
    yield from [] if element is None else element


def _link_of(code: str) -> str:
    """Return the address in the code of a field: ``HYPERLINK "https://…"``."""
    name, _space, rest = code.strip().partition(" ")
    quoted = rest.split('"')
    return quoted[1] if name == "HYPERLINK" and len(quoted) > 2 else ""  # noqa: PLR2004
