"""The file itself: a zip of parts that nobody has to believe.

Nothing is unpacked to a disk. Parts are asked for by the names their relationships
give, read up to a limit whatever their headers promise, and parsed without document
types or entities.
"""

import posixpath
import zlib
from dataclasses import dataclass
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
MOST_PARTS = 2_000
LARGEST_TEXT = 32 * MEGABYTE
LARGEST_PICTURE = 100 * MEGABYTE
LARGEST_WHOLE = 300 * MEGABYTE
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # older Word files, and those with a password
IS_ENCRYPTED = 0x1

PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
# Strict files name the same things under another address.
OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)
DOCUMENT = "wordprocessingml.document.main+xml"


class UnreadableFileError(Exception):
    """A file that can't be taken; its words say why and what to do."""


@dataclass(frozen=True)
class Relation:
    kind: str
    target: str
    is_external: bool


class Archive:
    """The parts of one Word file. Raises ``UnreadableFileError`` for any other file."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = _opened(file)
        self._names = {info.filename: info for info in self._zip.infolist()}
        self._read = 0
        self._refuse_suspicious()
        self.main = self._main_part()
        self.relations = self._relations_of(self.main)

    def _refuse_suspicious(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MOST_PARTS or sum(i.file_size for i in infos) > LARGEST_WHOLE:
            raise UnreadableFileError(_too_large())
        if any(info.flag_bits & IS_ENCRYPTED for info in infos):
            raise UnreadableFileError(_locked())
        if any(name.lower().endswith("vbaproject.bin") for name in self._names):
            raise UnreadableFileError(_macros())

    def _main_part(self) -> str:
        types = self.xml("[Content_Types].xml")
        relations = self._relations_of("")
        main = next(
            (one.target for one in relations.values() if one.kind == "officeDocument"),
            "",
        )
        said = {
            (one.get("PartName") or "").lstrip("/"): one.get("ContentType") or ""
            for one in ([] if types is None else types.iter(f"{TYPES}Override"))
        }
        if "macroEnabled" in said.get(main, ""):
            raise UnreadableFileError(_macros())
        if not main or not said.get(main, "").endswith(DOCUMENT):
            raise UnreadableFileError(_not_word())
        return main

    def _relations_of(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for one in [] if root is None else root.iter(f"{PACKAGE}Relationship"):
            kind, target = one.get("Type") or "", one.get("Target") or ""
            is_external = one.get("TargetMode") == "External"
            if kind.startswith(OFFICE):
                where = target if is_external else _resolved(folder, target)
                found[one.get("Id") or ""] = Relation(
                    kind.rpartition("/")[2], where, is_external
                )
        return found

    def part_of_kind(self, kind: str) -> Element | None:
        """Return the part that the document has of a kind: styles, numbering."""
        for relation in self.relations.values():
            if relation.kind == kind and not relation.is_external:
                return self.xml(relation.target)
        return None

    def xml(self, name: str) -> Element | None:
        """Return a part of text; None where there is none."""
        if name not in self._names:
            return None
        try:
            parsed: Element = fromstring(
                self._bytes(name, LARGEST_TEXT), forbid_dtd=True
            )
        except (ParseError, DefusedXmlException, ValueError, LookupError) as fault:
            raise UnreadableFileError(_damaged()) from fault
        return parsed

    def picture(self, relation_id: str) -> tuple[str, bytes] | None:
        """Return the name and bytes of a picture that lies in the file."""
        relation = self.relations.get(relation_id)
        if (
            relation is None
            or relation.is_external
            or relation.target not in self._names
        ):
            return None
        name = posixpath.basename(relation.target)
        return name, self._bytes(relation.target, LARGEST_PICTURE)

    def _bytes(self, name: str, limit: int) -> bytes:
        """Read a part, never more than its limit and that of the whole."""
        limit = min(limit, LARGEST_WHOLE - self._read)
        try:
            with self._zip.open(self._names[name]) as stream:
                data = stream.read(limit + 1)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as bad:
            raise UnreadableFileError(_damaged()) from bad
        if len(data) > limit:
            raise UnreadableFileError(_too_large())
        self._read += len(data)
        return data


def _opened(file: IO[Any]) -> ZipFile:
    file.seek(0)
    if file.read(len(OLE)) == OLE:
        raise UnreadableFileError(_locked())
    file.seek(0)
    start = file.read(2)
    file.seek(0)
    try:
        return ZipFile(file)
    except (BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as fault:
        words = _damaged() if start == b"PK" else _not_word()
        raise UnreadableFileError(words) from fault


def _resolved(folder: str, target: str) -> str:
    """Return the part a relationship means; one outside of the file is no part of it."""
    whole = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(whole).lstrip("/")


def _damaged() -> str:
    return _(
        "The Word file is damaged or was not sent whole. Open it in Word or LibreOffice, "
        "save it again and send the new file."
    )


def _locked() -> str:
    return _(
        "The file is protected by a password or comes from Word 97–2003 (.doc). Save it "
        "without a password as a Word document (.docx)."
    )


def _macros() -> str:
    return _(
        "The file holds macros, which are not taken. Save it as a Word document (.docx) "
        "without macros."
    )


def _not_word() -> str:
    return _(
        "This is not a Word document (.docx). Save your text as .docx, or paste it below."
    )


def _too_large() -> str:
    return _(
        "Unpacked, the Word file is too large. Send the text without its pictures, and "
        "the pictures on their own."
    )
