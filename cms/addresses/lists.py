"""Lists of old addresses as files: CSV and XLSX, whatever program wrote them."""

import csv
import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize
from zipfile import BadZipFile, ZipFile

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from cms.addresses.faults import AddressError

MOST_MEGABYTES = 5
MOST_UNPACKED = 100 * 1024 * 1024  # an XLSX is a ZIP, and may hold a bomb
MOST_LINES = 20_000
MOST_COLUMNS = 50
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = (";", ",", "\t")
UNREADABLE = (
    *(BadZipFile, InvalidFileException, zlib.error, EOFError, OSError),
    *(KeyError, ValueError, TypeError, SyntaxError),  # what openpyxl makes of bad XML
)
# How columns are named, without regard to capitals.
OLD = frozenset({"địa chỉ cũ", "dia chi cu", "old address", "old", "from"})
NEW = frozenset({"địa chỉ mới", "dia chi moi", "new address", "new", "to"})
CODE = frozenset({"mã", "ma", "code", "status"})
COLUMNS = {"old": "địa chỉ cũ", "new": "địa chỉ mới", "code": "mã"}


@dataclass(frozen=True)
class Line:
    """One line of a list, with its number in the file."""

    number: int
    old: str
    new: str
    code: str

    def stored(self) -> list[object]:
        return [self.number, self.old, self.new, self.code]


@dataclass(frozen=True)
class Sheet:
    """What a file says, and the encoding it was read in where that was guessed."""

    lines: list[Line]
    encoding: str = ""


def read_list(file: UploadedFile) -> Sheet:
    """Read a list. Raises ``AddressError`` in words for what can't be read."""
    if (file.size or 0) > MOST_MEGABYTES * 1024 * 1024:
        raise AddressError(
            _("The file is larger than %(number)d MB.") % {"number": MOST_MEGABYTES}
        )
    content = file.read()
    if content[:2] == b"PK":
        return Sheet(_lines(_rows_of_xlsx(content)))
    text, encoding = _decoded(content)
    return Sheet(_lines(_rows_of_csv(text)), encoding)


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text, and the encoding if it is not UTF-8."""
    is_utf_16 = content.startswith(UTF_16)
    for encoding in ("utf-16",) if is_utf_16 else ("utf-8-sig", "cp1258"):
        try:
            text = normalize("NFC", content.decode(encoding))
        except UnicodeDecodeError:
            continue
        return text, "" if encoding == "utf-8-sig" else encoding
    raise AddressError(_("The file can't be read. Save it as “CSV UTF-8” or XLSX."))


def _rows_of_csv(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as fault:
        raise AddressError(
            _("Line %(number)d can't be read.") % {"number": reader.line_num}
        ) from fault


def _rows_of_xlsx(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        unpacked = sum(part.file_size for part in ZipFile(io.BytesIO(content)).filelist)
        if unpacked > MOST_UNPACKED:
            raise AddressError(_("The file unpacks to far more than a list holds."))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            rows = book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True)
            for number, row in enumerate(rows, start=1):
                yield number, [_cell(value) for value in row]
        finally:
            book.close()
    except (IndexError, *UNREADABLE) as fault:
        raise AddressError(_("The file is no XLSX that can be read.")) from fault


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else normalize("NFC", str(value))


def _lines(rows: Iterable[tuple[int, list[str]]]) -> list[Line]:
    """Return the lines under the headings; empty ones are left out."""
    numbered = iter(rows)
    _number, headings = next(numbered, (0, []))
    places = _places(headings)
    lines: list[Line] = []
    for number, row in numbered:
        cells = [row[at].strip() if 0 <= at < len(row) else "" for at in places]
        if not any(cells):
            continue
        if len(lines) == MOST_LINES:
            raise AddressError(
                _("A list has %(number)d lines at most; split this one.")
                % {"number": MOST_LINES}
            )
        lines.append(Line(number, *cells))
    if not lines:
        raise AddressError(_("The list holds no address."))
    return lines


def _places(headings: list[str]) -> list[int]:
    """Return where old address, new address and code stand; -1 for no such column."""
    names = [heading.strip().lower() for heading in headings]
    places = [
        next((at for at, name in enumerate(names) if name in known), -1)
        for known in (OLD, NEW, CODE)
    ]
    if places[0] < 0 or places[1] < 0:
        raise AddressError(
            _("The first line must name the columns “%(old)s” and “%(new)s”.") % COLUMNS
        )
    return places
