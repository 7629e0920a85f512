"""What styles and lists of a file mean, by name and not by look.

Word writes ``heading 1`` whatever the language of its menus; LibreOffice has names of
its own for quotations and captions.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from cms.intake.docx.names import (
    HEADING_LEVELS,
    attribute,
    child,
    children,
    is_on,
    value,
)

QUOTES = {"quote", "intense quote", "quotations", "block text"}
CAPTIONS = {"caption", "illustration", "figure", "table caption", "drawing"}
DEEPEST_STYLE = 12  # a chain of styles that goes in a circle ends here


class Styles:
    """The styles of one file."""

    def __init__(self, part: Element | None) -> None:
        self._by_id = {
            attribute(one, "styleId"): one for one in children(part, "style")
        }
        self._fonts = child(part, "docDefaults", "rPrDefault", "rPr")
        self._usual = next(
            (
                attribute(one, "styleId")
                for one in children(part, "style")
                if attribute(one, "type") == "paragraph"
                and attribute(one, "default") in {"1", "true"}
            ),
            "",
        )

    def of_paragraph(self, properties: Element | None) -> str:
        """Return the id of a paragraph's style."""
        return value(properties, "pStyle") or self._usual

    def level(self, properties: Element | None) -> int | None:
        """Return the level of a heading, 0 for a title; None for what is no heading."""
        for name in self._names(self.of_paragraph(properties)):
            if name == "title":
                return 0
            kind, _space, number = name.partition(" ")
            if kind == "heading" and number.isdigit():
                return int(number)
        outline = self._first(properties, "outlineLvl")
        if outline.isdigit() and int(outline) < HEADING_LEVELS:
            return int(outline) + 1
        return None

    def is_quote(self, properties: Element | None) -> bool:
        return bool(QUOTES & set(self._names(self.of_paragraph(properties))))

    def is_caption(self, properties: Element | None) -> bool:
        return bool(CAPTIONS & set(self._names(self.of_paragraph(properties))))

    def numbering(self, properties: Element | None) -> tuple[str, int]:
        """Return the key of a paragraph's list and its depth; no key: no list."""
        own = child(properties, "numPr")
        if own is None:
            chain = self._chain(self.of_paragraph(properties))
            own = next(
                (
                    found
                    for style in chain
                    if (found := child(style, "pPr", "numPr")) is not None
                ),
                None,
            )
        key, depth = value(own, "numId"), value(own, "ilvl")
        return ("" if key == "0" else key), int(depth) if depth.isdigit() else 0

    def font(self, run: Element | None, paragraph: Element | None) -> str:
        """Return the font of a run's Latin text."""
        for properties in self._run_chain(run, paragraph):
            fonts = child(properties, "rFonts")
            named = attribute(fonts, "hAnsi") or attribute(fonts, "ascii")
            if named:
                return named
        return ""

    def switched(self, run: Element | None, style: str, name: str) -> bool:
        """Return whether bold, say, is on: in the run, else in its or the other style."""
        own = is_on(run, name)
        if own is not None:
            return own
        for named in (value(run, "rStyle"), style):
            for one in self._chain(named):
                found = is_on(child(one, "rPr"), name)
                if found is not None:
                    return found
        return False

    def _run_chain(
        self, run: Element | None, paragraph: Element | None
    ) -> Iterator[Element | None]:
        yield run
        for style in (value(run, "rStyle"), self.of_paragraph(paragraph)):
            for one in self._chain(style):
                yield child(one, "rPr")
        yield self._fonts

    def _names(self, style: str) -> list[str]:
        return [value(one, "name").lower() for one in self._chain(style)]

    def _first(self, properties: Element | None, name: str) -> str:
        own = value(properties, name)
        inherited = (
            value(one, "pPr", name)
            for one in self._chain(self.of_paragraph(properties))
        )
        return own or next((found for found in inherited if found), "")

    def _chain(self, style: str) -> Iterator[Element]:
        """Yield a style and those it is based on."""
        for _step in range(DEEPEST_STYLE):
            one = self._by_id.get(style)
            if one is None:
                return
            yield one
            style = value(one, "basedOn")


class Numbering:
    """The lists of one file: which are numbered."""

    def __init__(self, part: Element | None) -> None:
        self._abstract = {
            attribute(one, "abstractNumId"): one
            for one in children(part, "abstractNum")
        }
        self._lists = {
            attribute(one, "numId"): value(one, "abstractNumId")
            for one in children(part, "num")
        }

    def is_ordered(self, key: str, depth: int) -> bool:
        """Return whether entries of a depth have numbers; dots where nothing is said."""
        abstract = self._abstract.get(self._lists.get(key, ""))
        for level in children(abstract, "lvl"):
            if attribute(level, "ilvl") == str(depth):
                return value(level, "numFmt") not in {"", "bullet", "none"}
        return False
