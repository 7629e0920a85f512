"""Files that can't be read, or that nobody should try to: line, column, and no more."""

import pytest

from cms.exchange import bundle, xml_tree
from cms.exchange.reading import LARGEST
from tests.exchange.bundles import (
    FORMATS,
    PO,
    XLIFF12,
    XLIFF20,
    Format,
    changed,
    places,
)

every_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
every_xliff = pytest.mark.parametrize(
    "form", [XLIFF12, XLIFF20], ids=lambda form: form.name
)
NOT_PO = "This can’t be read as PO."
NOT_XML = "This is no well-formed XML."
NEITHER = "This is neither PO nor XLIFF 1.2 or 2.0."
DOCTYPE = "Document types and entities are not taken."
LAST_TARGET = 'msgstr "谨此通知。"'
BEGINNING = 'msgid ""\nmsgstr ""\n"Pro'


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('msgid "Trân', "msgid Trân", f"Line 30: {NOT_PO}"),
        (LAST_TARGET, "", f"Line 32: {NOT_PO}"),
        (LAST_TARGET, 'msgstr[0] "谨"', "Line 31: Plural forms are not taken."),
        (LAST_TARGET, 'msgid_plural "x"', "Line 31: Plural forms are not taken."),
        (LAST_TARGET, f'{LAST_TARGET}\nmsgstr "x"', f"Line 32: {NOT_PO}"),
        (LAST_TARGET, r'msgstr "\x41"', "Line 31: “\\x” is not known."),
        (LAST_TARGET, 'msgstr "a"b"', f"Line 31: {NOT_PO}"),
        (LAST_TARGET, 'msgstr "a', f"Line 31: {NOT_PO}"),
        ('msgctxt "77aa:body.3"', 'domain "77aa:body.3"', f"Line 29: {NOT_PO}"),
        (BEGINNING, f'"x"\n{BEGINNING}', f"Line 1: {NOT_PO}"),
        (
            BEGINNING,
            'msgid "x"\nmsgstr ""\n"Pro',
            "Line 1: The header of the file is missing.",
        ),
        (
            "charset=UTF-8",
            "charset=CP1258",
            "Line 1: The file is written in “CP1258”. Save it as UTF-8.",
        ),
    ],
    ids=range(12),
)
def test_broken_po(old: str, new: str, expected: str) -> None:
    assert places(changed(PO, old, new)) == [expected]


@every_xliff
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("</source>", "</sauce>", f"Line 9, column 30: {NOT_XML}"),
        ("<xliff", '<!DOCTYPE x [<!ENTITY a "b">]>\n<xliff', f"Line 2: {DOCTYPE}"),
        ("<xliff", '<!DOCTYPE x SYSTEM "file:///x">\n<xliff', f"Line 2: {DOCTYPE}"),
        ("<xliff", "<!DOCTYPE xliff>\n<xliff", f"Line 2: {DOCTYPE}"),
        ("xliff", "html", f"Line 2: {NEITHER}"),
        ("document:", "document:9.", f"Line 2: {NEITHER}"),
        (
            "UTF-8",
            "windows-1258",
            "Line 1: The file is written in “windows-1258”. Save it as UTF-8.",
        ),
    ],
    ids=range(7),
)
def test_broken_xml(form: Format, old: str, new: str, expected: str) -> None:
    if form is XLIFF20:
        expected = expected.replace("Line 9, column 30", "Line 13, column 30")
    assert places(changed(form, old, new)) == [expected]


@every_xliff
def test_another_version_and_more_than_one_file(form: Format) -> None:
    version = form.name.removeprefix("xliff ")
    data = changed(form, f'version="{version}"', 'version="1.1"')
    assert places(data) == [f"Line 2: {NEITHER}"]
    lines = form.gold.count(b"\n")
    assert places(changed(form, "  </file>", "  </file><file/>")) == [
        f"Line {lines - 1}: There has to be one translation in the file, no more and no fewer."
    ]


@every_format
@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("cp1258", "This is not UTF-8. Save the file as UTF-8."),
        ("nul", "Control character U+0000: this is no text."),
    ],
)
def test_bytes_that_are_no_text(form: Format, damage: str, message: str) -> None:
    line = {PO.name: 14, XLIFF12.name: 9, XLIFF20.name: 13}[form.name]
    bad = b"\xc1\xff" if damage == "cp1258" else b"\0"
    data = form.gold.replace("Nghỉ lễ 2".encode(), bad, 1)
    assert places(data) == [f"Line {line}: {message}"]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# x\n"], ids=range(3))
def test_nothing_at_all(data: bytes) -> None:
    assert places(data) == ["Line 1: There is nothing in the file."]


def test_other_files() -> None:
    assert places(b"PK\x03\x04 docx") == [f"Line 1: {NOT_PO}"]
    assert places(b"<html><body>x</body></html>") == [f"Line 1: {NEITHER}"]


def test_a_large_file_is_not_looked_into() -> None:
    assert places(b"<" * (LARGEST + 1)) == ["The file is larger than 8 MB."]


@every_format
def test_too_many_segments(form: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.exchange.checking.MOST_SEGMENTS", 2)
    line = {PO.name: 22, XLIFF12.name: 16, XLIFF20.name: 29}[form.name]
    assert places(form.gold) == [f"Line {line}: More than 2 segments."]


def test_too_many_entries_are_not_even_kept() -> None:
    entries = b'msgid ""\nmsgstr ""\n' * (bundle.MOST_SEGMENTS + 10)
    assert places(entries) == ["Line 20005: More than 10000 segments."]


@every_xliff
def test_elements_too_deep_and_too_many(
    form: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = "Too many elements, or too deep in each other."
    line = {XLIFF12.name: 23, XLIFF20.name: 39}[form.name]
    deep = "<mrk>" * 100 + "</mrk>" * 100
    assert places(changed(form, "谨此通知。", deep)) == [f"Line {line}: {message}"]
    monkeypatch.setattr(xml_tree, "MOST_ELEMENTS", 3)
    assert places(form.gold)[0].endswith(message)


def test_a_hundred_faults_are_enough() -> None:
    entry = '\nmsgctxt "k{}"\nmsgid "x"\nmsgstr "<b>"\n'
    more = "".join(entry.format(number) for number in range(300)).encode()
    assert len(places(PO.gold + more)) == 100
