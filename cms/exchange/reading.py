"""Reading what a translator sends back, whichever of the three formats it is."""

import codecs
import re
from pathlib import PurePath

from django.utils.translation import gettext as _

from cms.exchange import po_reading, xliff12, xliff20
from cms.exchange.bundle import Bundle
from cms.exchange.checking import Parsed, checked
from cms.exchange.faults import FormatError, refuse
from cms.exchange.xliff12 import parse_xliff12
from cms.exchange.xliff20 import parse_xliff20
from cms.exchange.xml_tree import tree

MEGABYTE = 1024 * 1024
LARGEST = 8 * MEGABYTE
VERSIONS_OF_2 = ("2.0", "2.1")
WITH_MARK = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
FAR = 4_000
DECLARED_XML = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)", re.IGNORECASE)
DECLARED_PO = re.compile(
    rb"Content-Type:[^\"\n]*charset\s*=\s*([\w.:-]+)", re.IGNORECASE
)
TAKEN = {"utf-8", "utf8", "us-ascii", "ascii", "charset"}


def read(data: bytes, *, filename: str, language: str | None = None) -> Bundle:
    """Return the bundle in a PO, XLIFF 1.2 or XLIFF 2.0 file.

    ``language`` is the one that is waited for; regions are not compared. Whether the
    bundle's id, its sources and keys are still those of the house is asked by the caller.
    Raises ``FormatError`` with the places of everything that is wrong.
    """
    try:
        return checked(_parsed(_text(data)), language=language)
    except FormatError as fault:
        raise FormatError(fault.places, filename=PurePath(filename).name) from None


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        size = {"most": LARGEST // MEGABYTE}
        refuse(_("The file is larger than %(most)s MB.") % size)
    for mark, encoding in WITH_MARK.items():
        if data.startswith(mark):
            return _decoded(data.removeprefix(mark), encoding)
    declared = _declared(data)
    if declared.lower() not in TAKEN:
        refuse(
            _("The file is written in “%(name)s”. Save it as UTF-8.")
            % {"name": declared},
            line=1,
        )
    return _decoded(data, "utf-8")


def _declared(data: bytes) -> str:
    written = DECLARED_XML if data.lstrip().startswith(b"<") else DECLARED_PO
    found = written.search(data[:FAR])
    return found[1].decode("ascii", "replace")[:40] if found else "utf-8"


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data[: fault.start].decode(encoding, "replace").count("\n") + 1
        refuse(_("This is not UTF-8. Save the file as UTF-8."), line=line)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        refuse(_("Control character U+0000: this is no text."), line=line)
    return text


def _parsed(text: str) -> Parsed:
    if not text.lstrip().startswith("<"):
        return po_reading.parse(text)
    root = tree(text)
    version = root.get("version")
    if root.name != "xliff" or (root.space, version) not in _known():
        refuse(_("This is neither PO nor XLIFF 1.2 or 2.0."), line=root.line)
    files = list(root.elements("file"))
    if len(files) != 1:
        line = files[1].line if files else root.line
        refuse(
            _("There has to be one translation in the file, no more and no fewer."),
            line=line,
        )
    [file] = files
    if root.space == xliff12.SPACE:
        return parse_xliff12(file)
    return parse_xliff20(root, file)


def _known() -> set[tuple[str, str]]:
    of_2 = {(xliff20.SPACE, version) for version in VERSIONS_OF_2}
    return {(xliff12.SPACE, xliff12.VERSION), *of_2}
