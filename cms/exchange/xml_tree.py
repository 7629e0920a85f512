"""XML as a tree that knows its lines, read without document types and entities."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_external_ges, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl, InputSource, Locator

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser
from django.utils.translation import gettext as _

from cms.exchange.faults import refuse

MOST_ELEMENTS = 400_000
DEEPEST = 64


@dataclass
class Node:
    """One element. Attributes with a namespace have it in front, as “{space}name”."""

    space: str
    name: str
    line: int
    attributes: dict[str, str]
    children: list["Node | str"] = field(default_factory=list)

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def elements(self, *names: str) -> Iterator["Node"]:
        """Yield children of these names, of the element's own namespace."""
        for child in self.children:
            if (
                isinstance(child, Node)
                and child.space == self.space
                and child.name in names
            ):
                yield child

    def first(self, name: str) -> "Node | None":
        return next(self.elements(name), None)

    @property
    def text(self) -> str:
        """Return all text in it."""
        return "".join(
            child if isinstance(child, str) else child.text for child in self.children
        )


class _Builder(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", "", 0, {})
        self._open = [self.root]
        self._count = 0
        self._locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802
        self._locator = locator

    def startElementNS(  # noqa: N802
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        line = (self._locator.getLineNumber() if self._locator else None) or 1
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) > DEEPEST:
            refuse(_("Too many elements, or too deep in each other."), line=line)
        attributes = {_full(*key): value for key, value in attrs.items()}
        node = Node(name[0] or "", name[1], line, attributes)
        self._open[-1].children.append(node)
        self._open.append(node)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        self._open.pop()

    def characters(self, content: str) -> None:
        self._open[-1].children.append(content)


def _full(space: str | None, name: str) -> str:
    return f"{{{space}}}{name}" if space else name


def tree(text: str) -> Node:
    """Return the root of a document.

    Raises ``FormatError`` for what is not well formed, and for document types, entities
    and whatever else would reach outside the file.
    """
    builder = _Builder()
    parser: Any = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)  # noqa: FBT003
    parser.setFeature(feature_external_ges, False)  # noqa: FBT003
    parser.setContentHandler(builder)
    source: Any = InputSource()
    source.setByteStream(BytesIO(text.encode()))
    source.setEncoding("utf-8")  # decoded already, whatever the file says of itself
    try:
        parser.parse(source)
    except SAXParseException as fault:
        column = (fault.getColumnNumber() or 0) + 1
        refuse(
            _("This is no well-formed XML."), line=fault.getLineNumber(), column=column
        )
    except DefusedXmlException:
        line = parser.getLineNumber()
        refuse(_("Document types and entities are not taken."), line=line)
    [root] = [child for child in builder.root.children if isinstance(child, Node)]
    return root
