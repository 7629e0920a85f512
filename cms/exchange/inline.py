"""Tags as inline elements of XLIFF, so that tools protect them, and back again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from cms.exchange.markup import Part, Pieces, Tag
from cms.exchange.xml_tree import Node


def element(name: str, attributes: dict[str, str], content: str | None = None) -> str:
    """Return one element; an empty one without content. Empty attributes are left out."""
    written = "".join(
        f" {key}={quoteattr(value)}" for key, value in attributes.items() if value
    )
    return (
        f"<{name}{written}/>"
        if content is None
        else f"<{name}{written}>{content}</{name}>"
    )


def ids(source: Pieces, target: Pieces) -> tuple[list[str], list[str]]:
    """Return an id for every opening or single tag of both texts.

    The same tag has the same one on both sides. A link keeps its own; others are
    numbered.
    """
    numbered: dict[tuple[Tag, int], str] = {}
    return _ids(source, numbered), _ids(target, numbered)


def _ids(pieces: Pieces, numbered: dict[tuple[Tag, int], str]) -> list[str]:
    seen: dict[Tag, int] = {}
    given = []
    for tag in pieces:
        if isinstance(tag, str) or tag.part is Part.CLOSE:
            continue
        seen[tag] = seen.get(tag, 0) + 1
        given.append(
            tag.id or numbered.setdefault((tag, seen[tag]), str(len(numbered) + 1))
        )
    return given


def written(
    pieces: Pieces,
    given: list[str],
    *,
    pair: str,
    single: str,
    attributes: Callable[[Tag], dict[str, str]],
) -> str:
    """Return a text with its tags as elements of these names."""
    rows: list[str] = []
    rest = iter(given)
    for piece in pieces:
        if isinstance(piece, str):
            rows.append(escape(piece))
        elif piece.part is Part.CLOSE:
            rows.append(f"</{pair}>")
        else:
            named = {"id": next(rest), **attributes(piece)}
            is_single = piece.part is Part.SINGLE
            whole = element(single if is_single else pair, named)
            rows.append(whole if is_single else f"{whole.removesuffix('/>')}>")
    return "".join(rows)


@dataclass(frozen=True)
class Vocabulary:
    """What one version of XLIFF calls things.

    ``tag`` finds what an element says of itself, ``began`` the id of the start that an
    end belongs to.
    """

    pair: str
    single: str
    start: str
    end: str
    began: tuple[str, ...]
    spans: tuple[str, ...]
    tag: Callable[[Node], Tag | None]


@dataclass
class Reader:
    """Reads the texts of one segment; the source first, for its tags are the known ones."""

    words: Vocabulary
    known: dict[str, Tag] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def pieces(self, node: Node | None) -> Iterator[str | Tag]:
        """Yield what an element holds; what is not known is a problem."""
        for child in node.children if node else ():
            if isinstance(child, str):
                yield child
            elif child.space != (node.space if node else ""):
                self._unknown(child)
            elif child.name in self.words.spans:
                yield from self.pieces(child)
            else:
                yield from self._element(child)

    def _element(self, node: Node) -> Iterator[str | Tag]:
        if node.name == self.words.end:
            began = next(filter(None, map(node.get, self.words.began)), "")
            if tag := self.known.get(began):
                yield tag.closing
            else:
                self._unknown(node)
            return
        tag = self._tag(node)
        if tag is None:
            self._unknown(node)
        else:
            yield tag
            if node.name == self.words.pair:
                yield from self.pieces(node)
                yield tag.closing

    def _tag(self, node: Node) -> Tag | None:
        """Return the tag of an element whose kind of element suits it."""
        said, known = self.words.tag(node), self.known.get(node.get("id"))
        tag = said or known
        suits = {
            Part.SINGLE: (self.words.single,),
            Part.OPEN: (self.words.pair, self.words.start),
        }
        if tag is None or node.name not in suits.get(tag.part, ()):
            return None
        self.known.setdefault(node.get("id"), tag)
        return tag

    def _unknown(self, node: Node) -> None:
        named = {"name": node.name[:40], "id": node.get("id")[:40]}
        self.problems.append(
            _("The element <%(name)s id=“%(id)s”> is not known.") % named
        )


def joined(parts: Iterable[Iterable[str | Tag]]) -> list[str | Tag]:
    return [piece for part in parts for piece in part]
