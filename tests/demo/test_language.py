"""The demonstration's Vietnamese: as official style writes it, everywhere.

The plans' own texts (``*.plan.yaml``) are documents of others and stay as issued; they are
only composed. Sources: Nghị định 30/2020/NĐ-CP, phụ lục II (capitals, dates); the house
style of tone marks, “hóa, thủy”; the corrections that the readers' site brought.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from cms.demo.content import CONTENT
from cms.demo.homes import HOMES
from cms.demo.loader import SPECS
from search.text import canon

PATHS = sorted(
    path for folder in (CONTENT, HOMES, SPECS) for path in folder.glob("*.yaml")
)
OURS = [path for path in PATHS if ".plan." not in path.name]
PARTY = ("ban-tgdv-an-giang", "ban-tuyen-giao-kien-giang")

WORD = re.compile(r"[^\W\d_]+")
# Where a tone mark never stands, whatever the school: on a glide before a closed rhyme,
# after “q” and “g”, on the first part of iê, uô, ươ.
NEVER = re.compile(
    r"[òóỏõọ][aăâeê]\w|[ùúủũụ][yâêô]\w|[ìíỉĩị]ê|[ừứửữự][ơờớởỡợ]|q[ùúủũụ]|\bg[ìíỉĩị]a\b",
    re.IGNORECASE,
)
OPEN_PAIR = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])$", re.IGNORECASE)

WEEKDAY = r"(?:hai|ba|tư|năm|sáu|bảy)"
# What is wrong, and an example that proves that it would be seen.
WRONG = {
    "toasoan@": (r"toasoan@", "toasoan@cong.example"),
    "Tết": (r"Tết nguyên đán|Tết Nguyên [đĐ]án|tết nguyên đán", "Tết nguyên đán"),
    "Sunday": (r"Chủ Nhật|\bchủ nhật", "Chủ Nhật"),
    "weekday in figures": (r"\b[Tt]hứ [2-7]\b|\bT[2-7]\b", "thứ 2 tuần sau"),
    "weekday in small letters": (
        rf"\b(?:sáng|chiều|trưa|đêm|mỗi|các) thứ {WEEKDAY}\b",
        "sáng thứ hai",
    ),
    "quí": (r"\b[Qq](?:uí|úy)\b", "quí khách"),
    "quarter": (r"\b[Qq]uý (?:[1-4]|i{1,3}|iv)\b", "quý 4 năm nay"),
    "percent": (r"\d\s%", "96 %"),
    "head of the editorial board": (
        r"Trưởng [Bb]an biên tập|Trưởng ban Biên tập",
        "Trưởng ban Biên tập",
    ),
    "reception of citizens": (
        r"[Pp]hòng [Tt]iếp (?:Công [Dd]ân|công Dân)",
        "Phòng Tiếp Công dân",
    ),
    "people's committee": (
        r"ủy ban nhân dân|Uỷ|Ủy Ban|Ủy ban Nhân",
        "ủy ban nhân dân xã",
    ),
    "people's council": (
        r"hội đồng nhân dân|Hội đồng Nhân|Hội Đồng",
        "Hội đồng Nhân dân",
    ),
    "highest bodies": (
        r"\b(?:quốc hội|chính phủ|bộ chính trị|thủ tướng)\b",
        "họp quốc hội",
    ),
    "the centre": (r"\btrung ương\b", "các ban trung ương"),
    "the capital": (r"\bthủ đô\b", "thủ đô Hà Nội"),
    "homeland": (r"\btổ quốc\b|[Mm]ặt trận tổ quốc|Mặt Trận", "mặt trận tổ quốc"),
    "women's union": (r"[Hh]ội liên hiệp|Hội Liên hiệp phụ nữ", "hội liên hiệp phụ nữ"),
    "Hồ Chí Minh City": (r"thành phố Hồ Chí Minh|TP\.? ?HCM|Tp\.", "TP.HCM"),
    "regions": (r"(?:Nam|Bắc|Trung) bộ\b|tây nguyên|sông cửu long", "Nam bộ"),
    "points of the compass": (r"\bmiền (?:tây|đông|nam|bắc|trung)\b", "miền tây"),
    "days of honour": (
        r"\bngày (?:Phụ nữ|Gia đình|Quốc|Nhà giáo|Văn hóa|Di sản|Sách)",
        "ngày Phụ nữ Việt Nam",
    ),
    "articles of law": (r"\bđiều \d|\bKhoản \d", "theo điều 5"),
    "month with a zero": (r"\b\d{2}/0[3-9]\b", "ngày 05/03/2026"),
    "small day without one": (r"\bngày [1-9]/", "ngày 5/9/2026"),
    "hyphen for a dash": (r" - ", "văn hóa - xã hội"),
    "straight quotes": (r"[\"']", '"đẹp"'),
    "three points": (r"\.\.\.", "vân vân..."),
    "blanks": (r"\S {2,}\S| [,;:!?](?:\s|$)", "hai  ô"),
    "English figures": (r"\d,\d{3}\b", "1,240 hộ"),
    "kilometre's letters": (r"\bKm\b|\bKG\b", "12 Km"),
    "i for y": (
        r"\b(?:kĩ|(?:quản|địa|vật|pháp) lí|lí do|mĩ|tỉ lệ|kì|hi sinh|bác sỹ)\b",
        "kĩ thuật",
    ),
}


def texts_in(value: Any) -> Iterator[str]:
    """Yield what is read: addresses of files, pictures and pages are not."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"url", "file", "image", "slug", "leads_to", "picks"}:
                yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


@cache
def read(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return list(texts_in(yaml.load(text, Loader=yaml.CSafeLoader)))


def found(pattern: "re.Pattern[str]", paths: list[Path]) -> list[str]:
    """Return where a pattern stands, with the words around it."""
    return [
        f"{path.name}: …{text[max(0, hit.start() - 20) : hit.end() + 20]}…"
        for path in paths
        for text in read(path)
        for hit in pattern.finditer(text)
    ]


def test_there_is_something_to_read() -> None:
    assert len(OURS) > 60
    assert sum(len(text) for path in OURS for text in read(path)) > 500_000


def test_all_text_is_composed() -> None:
    """Names of keys and comments as well."""
    assert [
        path.name
        for path in PATHS
        if not unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))
    ] == []


def new_school(word: str) -> bool:
    """Tell whether a tone mark stands where schools write it: hoà, thuỷ."""
    is_open = OPEN_PAIR.search(word) and not word.lower().startswith("qu")
    return bool(is_open) and canon(word) == word.lower()


def test_tone_marks_stand_where_the_house_writes_them() -> None:
    words = {
        (path.name, word)
        for path in OURS
        for text in read(path)
        for word in WORD.findall(text)
    }
    assert len(words) > 10_000
    assert sorted(pair for pair in words if new_school(pair[1])) == []


def test_no_tone_mark_stands_where_none_can() -> None:
    assert found(NEVER, OURS) == []


@pytest.mark.parametrize("rule", WRONG)
def test_no_wrong_form_is_left(rule: str) -> None:
    pattern, wrong = WRONG[rule]
    assert re.search(pattern, wrong)
    assert found(re.compile(pattern), OURS) == []


def test_party_bodies_number_their_papers_with_a_hyphen() -> None:
    """61-KH/BTGTU; and no party portal offers public services."""
    paths = [path for path in OURS if path.name.split(".")[0].endswith(PARTY)]
    assert len(paths) > 6
    assert found(re.compile(r"\b\d+/(?:KH|CV|BC|HD|TB)-"), paths) == []
    assert found(re.compile(r"(?i)dịch vụ công|thủ tục hành chính"), paths) == []


def test_nobody_real_can_be_reached_by_what_is_written() -> None:
    addresses = re.compile(r"[\w.+-]+@(?![\w.-]+\.example\b)[\w.-]+")
    phones = re.compile(r"\b0(?!900 0\d\d \d{3})[35789]\d{2}[ .]?\d{3}[ .]?\d{3}\b")
    assert found(addresses, OURS) == []
    assert found(phones, OURS) == []


@pytest.mark.parametrize(
    "wrong",
    ["hoà bình", "thuỷ lợi", "khoẻ", "toà án", "Hoá"],
)
def test_a_mark_in_the_school_s_place_is_recognised(wrong: str) -> None:
    assert any(new_school(word) for word in WORD.findall(wrong))


@pytest.mark.parametrize("right", ["quý", "quỹ", "hòa", "thủy", "hoàn", "toán", "nguy"])
def test_a_mark_in_its_place_is_left_alone(right: str) -> None:
    assert not new_school(right)
    assert not NEVER.search(right)


@pytest.mark.parametrize("wrong", ["tóan", "qúa", "gìa", "tìên", "thúyền", "ngừơi"])
def test_a_mark_on_the_wrong_letter_is_recognised(wrong: str) -> None:
    assert NEVER.search(wrong)
