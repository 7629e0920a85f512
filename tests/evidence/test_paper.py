"""Evidence on paper: names, times and the digest of the file that is judged."""

import re
import zlib
from hashlib import sha256
from typing import Any

import pytest
from django.utils import timezone
from fontTools.ttLib import TTFont

from cms.evidence.exports import as_json, export_of
from cms.evidence.kinds import Deed
from cms.evidence.paper import FONTS, SECONDS, Paper, paper_of
from cms.evidence.services import erase_remarks, sign_entries
from tests.evidence.conftest import Item

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứự"
    "vxyỳỷỹýỵ"
)


def streams(paper: bytes) -> list[bytes]:
    """Return what lies packed in a PDF."""
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", paper, re.DOTALL)
    return [_unpacked(one) for one in found]


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def letters(paper: bytes) -> str:
    """Return the letters that the embedded fonts say they hold."""
    told = b"".join(one for one in streams(paper) if b"beginbfchar" in one)
    pairs = re.findall(rb"<[0-9A-Fa-f]{4}> <([0-9A-Fa-f]+)>", told)
    return "".join(bytes.fromhex(one.decode()).decode("utf-16-be") for one in pairs)


@pytest.mark.parametrize("weight", [400, 600])
def test_the_letters_cover_vietnamese(weight: int) -> None:
    known = TTFont(FONTS / f"BeVietnamPro-{weight}.ttf").getBestCmap()
    wanted = {*VIETNAMESE, *VIETNAMESE.upper(), *"0123456789“”’–—…·×éçœ"}
    assert [one for one in sorted(wanted) if ord(one) not in known] == []


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is written on pages, in its order."""
    said: list[str] = []
    for name in ("cell", "multi_cell"):
        original = getattr(Paper, name)

        def spy(
            self: Any, w: Any, h: Any, text: str, _to: Any = original, **told: Any
        ) -> Any:
            said.append(text)
            return _to(self, w, h, text, **told)

        monkeypatch.setattr(Paper, name, spy)
    return said


@pytest.mark.django_db
def test_a_paper_says_who_did_what_when(chain: Item, written: list[str]) -> None:
    deputy = chain.head
    chain.enter(
        Deed.APPROVED,
        acting_for=deputy,
        grounds="Quyết định số 12/QĐ-SYT ngày 02/11/2026",
    )
    (line,) = sign_entries()
    paper = paper_of(chain.record)
    assert paper.startswith(b"%PDF-")
    unit, entries = chain.living.unit.name, chain.entries
    moment = timezone.localtime(entries[1].happened_at).strftime(SECONDS)
    assert written[0] == unit
    assert f"2. Trả lại · {moment}" in written
    assert f"{chain.head}, {unit}" in written
    assert "“Bổ sung phiếu đồng ý của phụ huynh cho ảnh 1.”" in written
    assert f"Thay mặt: {chain.head}, {unit}" in written
    assert "Theo quyết định: Quyết định số 12/QĐ-SYT ngày 02/11/2026" in written
    assert "Đã ký đến mục 5 bằng chữ ký thứ 1." in written
    assert f"Khóa công khai: {line.key}" in written
    digest = sha256(as_json(export_of(chain.record))).hexdigest()
    assert f"SHA-256 của tệp JSON: {digest}" in written
    assert set("".join(written)) - {"{", "}", "\n"} <= set(letters(paper))


@pytest.mark.django_db
def test_every_page_has_the_unit_and_its_number(
    chain: Item, written: list[str]
) -> None:
    for number in range(30):
        chain.enter(Deed.COMMENTED, remark=f"Góp ý {number}. " + "Rất dài. " * 40)
    paper = paper_of(chain.record)
    pages = len(re.findall(rb"/Type /Page\b", paper))
    feet = [text for text in written if "trang" in text]
    assert pages == len(feet) > 3
    assert written.count(chain.living.unit.name) == pages
    assert feet[-1].endswith(f"trang {pages}/{{nb}}")


@pytest.mark.django_db
def test_words_that_were_removed_are_said_to_be(
    chain: Item, written: list[str]
) -> None:
    chain.enter(Deed.PURGED)
    erase_remarks(record=chain.record)
    paper_of(chain.record)
    assert "Lời ý kiến đã được tiêu hủy." in written
    assert not any("phiếu đồng ý" in text for text in written)
    assert "Chưa được ký." in written
