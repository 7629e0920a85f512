"""Capital letters as NĐ 30/2020, annex II, writes them: its safe part.

Precision before recall: a lint that is wrong is switched off. Each row matches only
where nothing else can be meant; what stands in quotation marks is not ours to judge.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.quality.findings import Hit
from cms.quality.lookups import Subject
from cms.quality.rules.text import about
from cms.quality.strictness import Strictness

QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
UPPER = "A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
LOWER = "a-zà-öø-ÿăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
SURNAMES = "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Đinh|Đoàn|Trịnh|Trương"
LAWS = (
    "Luật|Bộ luật|Hiến pháp|Nghị định|Nghị quyết|Thông tư|Quyết định|Quy chế|Quy định"
)


@dataclass(frozen=True)
class Capital:
    """``wrong`` has one group: the words that are written otherwise."""

    wrong: re.Pattern[str]
    clause: str

    def right(self, found: re.Match[str]) -> str:
        return RIGHT[self.clause](found[1])


def _first_up(words: str) -> str:
    return words[0].upper() + words[1:]


def _first_down(words: str) -> str:
    return words[0].lower() + words[1:]


def _both_up(words: str) -> str:
    """Return the last word with a capital: the day of “thứ Hai”."""
    head, _space, last = words.rpartition(" ")
    return f"{head} {_first_up(last)}"


def _agency(words: str) -> str:
    return AGENCIES[words]


# Written with capitals that the annex doesn't give them.
AGENCIES = {
    wrong: right
    for right in (
        *("Sở Tài chính", "Sở Nội vụ", "Sở Xây dựng", "Sở Tư pháp", "Sở Ngoại vụ"),
        *("Sở Công thương", "Sở Giáo dục và Đào tạo", "Sở Văn hóa và Thể thao"),
        *("Hội đồng nhân dân", "Ủy ban nhân dân", "Uỷ ban nhân dân"),
        "Mặt trận Tổ quốc",
    )
    for wrong in [" ".join(map(_first_up, right.split(" "))).replace(" Và ", " và ")]
    if wrong != right
}
CLAUSES = ("up", "down", "day", "agency")
RIGHT = dict(zip(CLAUSES, (_first_up, _first_down, _both_up, _agency), strict=True))


def _row(clause: str, wrong: str) -> Capital:
    return Capital(re.compile(wrong), clause)


CAPITALS = (
    # I: names of places. A common noun stays small, unless digits or a name with a
    # history follow; the capital is “Thủ đô”, the largest city “Thành phố”.
    _row("down", rf"(?:(?<=[{LOWER}] )|(?<=UBND )|(?<=HĐND ))(Tỉnh|Huyện|Xã) (?!(?:Ủy|Uỷ|Đoàn|Hội|Lộ|Đội)\b)(?=[{UPPER}][{LOWER}])"),
    _row("up", rf"(?<![{UPPER}{LOWER}])(thành phố) (?=Hồ Chí Minh\b)"),
    _row("up", r"\b(thủ đô) (?=Hà Nội\b)"),
    _row("up", r"(?<!\d )\b(quận|phường) (?=\d{1,2}\b(?! (?:xã|phường|quận|thị|khu|thôn|đặc|đơn)))"),
    _row("up", r"\b(phường) (?=Điện Biên Phủ\b)"),
    # II: people. A title takes a capital before a name.
    _row("up", rf"(?<!hó )\b(chủ tịch|giám đốc|bộ trưởng|thứ trưởng|bí thư|trưởng ban|thủ tướng|tổng bí thư) (?=(?:{SURNAMES}) [{UPPER}])"),
    # III: agencies.
    _row("agency", rf"\b({'|'.join(map(re.escape, AGENCIES))})\b"),
    # IV: other words.
    _row("up", r"\bĐảng(?:,| và) (nhà nước)\b"),
    _row("up", r"\b(?:phục vụ|đời sống|tầng lớp|của|cho|cùng) (nhân dân)\b(?! (?:tệ|tỉnh|thành phố|huyện|xã|phường))"),
    _row("up", r"\b[Tt]ết (nguyên đán|trung thu|đoan ngọ)\b"),
    _row("day", r"\b(thứ (?:hai|ba|tư|năm|sáu|bảy))(?=,? (?:ngày |\()\d{1,2}[/-]\d{1,2})"),
    # V: citing. Điều, Mục, Chương are capitals; khoản and điểm are not.
    _row("up", rf"\b(điều) (?=\d{{1,3}} (?:của )?(?:{LAWS})\b)"),
    _row("up", r"(?<=khoản \d )(điều) (?=\d{1,3}\b)"),
    _row("down", rf"(?<=[{LOWER},] )(Khoản) (?=\d{{1,2}},? (?:Điều|điều)\b)"),
    _row("down", rf"(?<=[{LOWER},] )(Điểm) (?=[a-zđ],? (?:khoản|Khoản)\b)"),
)  # fmt: skip


def capitals(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    if not subject.is_vietnamese:
        return
    for passage in subject.material.passages:
        for found, right in misspelt(passage.words):
            yield Hit(
                _("“%(wrong)s” is written “%(right)s” (decree 30, annex II).")
                % {"wrong": found[1], "right": right},
                _("Write “%(right)s”.") % {"right": right},
                **about(passage, found),
            )


def misspelt(words: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield what the annex writes otherwise, and how; nothing inside quotations."""
    quoted = [found.span() for found in QUOTED.finditer(words)]
    for capital in CAPITALS:
        for found in capital.wrong.finditer(words):
            if not any(start <= found.start(1) < end for start, end in quoted):
                yield found, capital.right(found)
