"""What stands in the demonstration's documents, read without an office suite."""

import re
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
PACKET = re.compile(rb"<x:xmpmeta.*</x:xmpmeta>", re.DOTALL)


def part(path: Path, name: str) -> ET.Element:
    """Return a part of a DOCX file, parsed.

    Raises ``zipfile.BadZipFile`` for anything that is no DOCX.
    """
    with zipfile.ZipFile(path) as package:
        return ET.fromstring(package.read(name))  # noqa: S314 - our own files


def word_text(path: Path) -> str:
    """Return the text of a DOCX file, a line for each paragraph."""
    paragraphs = part(path, "word/document.xml").iter(f"{WORD}p")
    return "\n".join(
        "".join(
            (run.text or "") if run.tag == f"{WORD}t" else " "
            for run in paragraph.iter()
            if run.tag in {f"{WORD}t", f"{WORD}br"}
        )
        for paragraph in paragraphs
    )


def pdf_objects(path: Path) -> bytes:
    """Return what a PDF file says of itself, packed objects unpacked."""
    content = path.read_bytes()
    return content + b"".join(map(_unpacked, STREAM.findall(content)))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def told(path: Path, what: str) -> str:
    """Return title, creator or language as a file's own data tells it."""
    if path.suffix == ".docx":
        data = part(path, "docProps/core.xml")
    else:
        (packet,) = PACKET.findall(path.read_bytes())
        data = ET.fromstring(packet)  # noqa: S314 - our own files
    return "".join(
        text.strip()
        for found in data.iter(f"{DUBLIN}{what}")
        for text in found.itertext()
    )
