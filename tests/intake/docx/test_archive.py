"""Files that are broken, locked, too large or something else are refused in words."""

import io
import zipfile

import pytest
from django.utils import translation

from cms.intake.docx import UnreadableFileError, archive, read_docx
from tests.intake.ooxml import (
    HEAD,
    MACROS,
    NAMES,
    WordFile,
    jpeg,
    paragraph,
    run,
    word_picture,
)

PLAIN = paragraph(run("Nội dung"))
DAMAGED, LOCKED, MACRO = "damaged", "password", "macros"
NOT_WORD, TOO_LARGE = "not a Word document", "too large"


def sound() -> bytes:
    return WordFile(PLAIN).stored().getvalue()


def zipped(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return file.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    """Return a sound file in which one part is another."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound())) as old, zipfile.ZipFile(file, "w") as new:
        for info in old.infolist():
            new.writestr(info, data if info.filename == name else old.read(info))
    return file.getvalue()


def encrypted_flag() -> bytes:
    """Return a zip whose parts say they have a password."""
    data = bytearray(sound())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


LAUGHS = (
    f'{HEAD}<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    f"<w:document {NAMES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
PLAIN_TYPE = f"{HEAD}<!DOCTYPE x><w:document {NAMES}><w:body/></w:document>"
OUTSIDE = (
    f'{HEAD}<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    f"<w:document {NAMES}><w:body/></w:document>"
)
BAD = {
    "nothing": (b"", NOT_WORD),
    "text": (b"Xin ch\xc3\xa0o", NOT_WORD),
    "picture": (jpeg(), NOT_WORD),
    "another zip": (zipped(a="b"), NOT_WORD),
    "old Word": (archive.OLE + b"\0" * 600, LOCKED),
    "password": (encrypted_flag(), LOCKED),
    "cut short": (sound()[:-200], DAMAGED),
    "cut early": (sound()[:100], DAMAGED),
    "broken text": (with_part("word/document.xml", b"<w:document"), DAMAGED),
    "a document type": (
        with_part("word/document.xml", PLAIN_TYPE.encode()),
        DAMAGED,
    ),
    "laughs": (with_part("word/document.xml", LAUGHS.encode()), DAMAGED),
    "laughs in another writing": (
        with_part(
            "word/document.xml", LAUGHS.replace("UTF-8", "UTF-16").encode("utf-16")
        ),
        DAMAGED,
    ),
    "a file outside": (with_part("word/document.xml", OUTSIDE.encode()), DAMAGED),
    "an unknown writing": (
        with_part("word/document.xml", b'<?xml version="1.0" encoding="x-none"?><a/>'),
        DAMAGED,
    ),
    "macros by type": (WordFile(PLAIN, main_type=MACROS).stored().getvalue(), MACRO),
    "macros inside": (
        WordFile(PLAIN, extra={"word/vbaProject.bin": b"x"}).stored().getvalue(),
        MACRO,
    ),
    "a sheet": (
        WordFile(PLAIN, main_type="application/vnd.ms-excel").stored().getvalue(),
        NOT_WORD,
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_in_words(name: str) -> None:
    data, words = BAD[name]
    with translation.override("en"), pytest.raises(UnreadableFileError, match=words):
        read_docx(io.BytesIO(data))


def test_a_part_that_unpacks_to_more_than_it_may_is_not_read_to_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "LARGEST_TEXT", 50_000)
    bomb = WordFile(paragraph(run("0" * 100_000))).stored()
    assert len(bomb.getvalue()) < 5_000
    asked: list[int] = []
    read = zipfile.ZipExtFile.read

    def bounded(self: zipfile.ZipExtFile, size: int | None = -1) -> bytes:
        asked.append(-1 if size is None else size)
        return read(self, size)

    monkeypatch.setattr(zipfile.ZipExtFile, "read", bounded)
    with (
        translation.override("en"),
        pytest.raises(UnreadableFileError, match=TOO_LARGE),
    ):
        read_docx(bomb)
    assert set(asked) == {50_001}


def test_a_picture_that_lies_outside_is_no_picture() -> None:
    inside = "word/media/x.jpeg"
    file = WordFile(
        paragraph(word_picture("rIdL"), run("a")),
        links={"rIdL": inside},
        extra={inside: jpeg()},
    )
    found = read_docx(file.stored())
    assert (found.pictures, found.left_out) == ([], ("pictures",))


def test_pictures_count_against_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_WHOLE", 30_000)
    keys = [f"rId{number}" for number in range(8)]
    body = "".join(paragraph(word_picture(key)) for key in keys)
    file = WordFile(body, pictures=dict.fromkeys(keys[:1], ("a.jpeg", b"0" * 20000)))
    body_twice = WordFile(
        paragraph(word_picture("rId0")) * 3, pictures=file.pictures
    ).stored()
    with (
        translation.override("en"),
        pytest.raises(UnreadableFileError, match=TOO_LARGE),
    ):
        read_docx(body_twice)


def test_too_many_parts_are_refused() -> None:
    many = {f"word/x{number}.xml": b"" for number in range(archive.MOST_PARTS)}
    with (
        translation.override("en"),
        pytest.raises(UnreadableFileError, match=TOO_LARGE),
    ):
        read_docx(WordFile(PLAIN, extra=many).stored())


@pytest.mark.parametrize("target", ["../../../etc/passwd", "/etc/passwd", "..\\x"])
def test_a_picture_outside_of_the_file_is_no_picture(target: str) -> None:
    relations = WordFile(PLAIN, pictures={"rIdP": ("x.jpeg", b"1")}).stored()
    with zipfile.ZipFile(relations) as old:
        rels = old.read("word/_rels/document.xml.rels").replace(
            b"media/x.jpeg", target.encode()
        )
    file = WordFile(paragraph(run("a"), word_picture("rIdP"))).stored().getvalue()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            is_rels = info.filename == "word/_rels/document.xml.rels"
            new.writestr(info, rels if is_rels else old.read(info))
    found = read_docx(made)
    assert (found.pictures, found.left_out) == ([], ("pictures",))
