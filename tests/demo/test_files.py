"""Documents to download: real PDF and DOCX files, each offered in its place."""

import re
from collections import Counter
from pathlib import Path

import pytest

from cms.demo.assets import FILES
from cms.demo.content import Entry, slug_of
from tests.demo.documents import WORD, part, pdf_objects, told, word_text

Entries = dict[str, list[Entry]]

KIBIBYTE = 1024
SIGNATURES = {".pdf": b"%PDF-1.", ".docx": b"PK\x03\x04"}
NUMBER = re.compile(r"[Ss]ố (\d+[-/][\w/-]+)")
# Where each layout names the state or the Party (Nghị định 30/2020/NĐ-CP; 05-HD/VPTW).
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"

PATHS = sorted(FILES.iterdir())
PDFS = [path for path in PATHS if path.suffix == ".pdf"]
DOCX = [path for path in PATHS if path.suffix == ".docx"]
each_file = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
each_pdf = pytest.mark.parametrize("path", PDFS, ids=lambda path: path.name)
each_docx = pytest.mark.parametrize("path", DOCX, ids=lambda path: path.name)


@pytest.fixture(scope="module")
def downloads(entries: Entries) -> list[tuple[str, str, str]]:
    """Return portal and address, file and title of everything offered."""
    return [
        (
            f"{code}/{slug_of(entry)}",
            block["download"]["file"],
            block["download"]["title"],
        )
        for code, of_portal in entries.items()
        for entry in of_portal
        for block in entry.get("body", [])
        if "download" in block
    ]


def test_there_are_so_many_documents() -> None:
    assert Counter(path.suffix for path in PATHS) == {".pdf": 18, ".docx": 10}
    assert len({path.stem for path in PATHS}) == 19


def test_every_document_is_offered_once(downloads: list[tuple[str, str, str]]) -> None:
    offered = sorted(file for _where, file, _title in downloads)
    assert offered == [path.name for path in PATHS]


def test_no_two_links_of_a_page_read_the_same(
    downloads: list[tuple[str, str, str]],
) -> None:
    links = Counter((where, title) for where, _file, title in downloads)
    assert [link for link, times in links.items() if times > 1] == []


@each_file
def test_a_file_is_what_its_name_says_and_light(path: Path) -> None:
    assert path.read_bytes().startswith(SIGNATURES[path.suffix])
    assert 10 * KIBIBYTE < path.stat().st_size <= 120 * KIBIBYTE


@each_file
def test_a_file_names_itself_its_office_and_its_language(
    path: Path, downloads: list[tuple[str, str, str]]
) -> None:
    (title,) = [title for _where, file, title in downloads if file == path.name]
    assert NUMBER.findall(told(path, "title")) == NUMBER.findall(title)
    assert told(path, "title")
    assert told(path, "creator")
    assert told(path, "language") in {"vi", "vi-VN"}


@each_pdf
def test_a_pdf_is_tagged_and_carries_its_letters(path: Path) -> None:
    """Readers' programs hear its headings; no machine lacks its Vietnamese letters."""
    objects = pdf_objects(path)
    assert b"/StructTreeRoot" in objects
    assert b"/Marked true" in objects
    assert re.search(rb"/Lang ?\((vi|\xfe\xff\x00v\x00i)\)", objects)
    letters = objects.count(b"/FontFile2")
    assert letters >= 3
    assert objects.count(b"/Type /FontDescriptor") == letters


@each_docx
def test_a_docx_is_in_vietnamese(path: Path) -> None:
    languages = part(path, "word/styles.xml").iter(f"{WORD}lang")
    assert {lang.get(f"{WORD}val") for lang in languages} == {"vi-VN"}


@each_docx
def test_a_document_has_the_head_of_its_kind(path: Path) -> None:
    """Papers of the Party have no national motto; those of the union have neither."""
    text = word_text(path)
    of_party, of_union = "btgtu" in path.stem, "lhpn" in path.stem
    assert (PARTY in text) is of_party
    assert (STATE in text) is not (of_party or of_union)
    assert "Nơi nhận:" in text or path.stem.startswith("phieu-")
