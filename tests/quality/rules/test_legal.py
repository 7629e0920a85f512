"""Citing what has ended."""

from datetime import date

import pytest

from cms.quality.models import LegalText
from cms.quality.rules.table import RULES
from tests.quality.subjects import hits, subject

PRESS = LegalText(
    number="103/2016/QH13",
    other_names="Luật Báo chí 2016\n\nLuật Báo chí năm 2016 ",
    in_force_to=date(2026, 6, 30),
    replaced_by="Luật Báo chí 126/2025/QH15",
)
DECREE = LegalText(number="42/2022/NĐ-CP", in_force_to=date(2026, 11, 19))
TEXTS = [PRESS, DECREE, LegalText(number="30/2020/NĐ-CP")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("theo Luật Báo chí 2016.", "Luật Báo chí 2016"),
        ("theo luật báo chí  năm 2016,", "luật báo chí  năm 2016"),
        ("Luật số 103/2016/QH13", "103/2016/QH13"),
        ("Nghị định 42/2022/nđ-cp", "42/2022/nđ-cp"),
    ],
)
def test_a_text_that_has_ended_is_told(text: str, name: str) -> None:
    (hit,) = hits("expired_law", subject(text, legal_texts=TEXTS))
    day = "19/11/2026" if name.startswith("42") else "30/06/2026"
    assert hit.words == f"“{name}” hết hiệu lực ngày {day}."
    assert hit.remedy == (
        "Tra văn bản đang có hiệu lực."
        if name.startswith("42")
        else "Đang có hiệu lực: Luật Báo chí 126/2025/QH15."
    )
    assert name in hit.excerpt


@pytest.mark.parametrize(
    "text",
    [
        "Luật Báo chí",
        "Nghị định 30/2020/NĐ-CP",
        "Nghị định 142/2022/NĐ-CP",
        "42/2022/NĐ-CP-A",
        "Nghị định 224/2026/NĐ-CP thay thế Nghị định 42/2022/NĐ-CP",
        "Nghị định 42/2022/NĐ-CP đã hết hiệu lực",
        "Luật Báo chí 20161",
    ],
)
def test_what_is_in_force_or_known_as_over_is_left_alone(text: str) -> None:
    assert hits("expired_law", subject(text, legal_texts=TEXTS)) == []


@pytest.mark.parametrize(("day", "found"), [(19, 0), (20, 1)])
def test_the_day_of_the_item_counts(day: int, found: int) -> None:
    seen = subject(
        "Nghị định 42/2022/NĐ-CP", legal_texts=TEXTS, written_on=date(2026, 11, day)
    )
    assert len(hits("expired_law", seen)) == found


def test_every_citation_is_told_and_none_without_a_register() -> None:
    text = "Luật Báo chí 2016 và 42/2022/NĐ-CP"
    assert len(hits("expired_law", subject(text, legal_texts=TEXTS))) == 2
    assert hits("expired_law", subject(f"{text}. — ")) == []


def test_history_is_never_blocked() -> None:
    assert RULES["expired_law"].strongest == "warn"


def test_the_longer_of_two_names_is_meant() -> None:
    short = LegalText(number="1/2020", in_force_to=date(2026, 1, 1), replaced_by="A")
    long = LegalText(number="1/2020 bổ sung", in_force_to=date(2026, 1, 1))
    (hit,) = hits("expired_law", subject("1/2020 bổ sung", legal_texts=[short, long]))
    assert hit.words == "“1/2020 bổ sung” hết hiệu lực ngày 01/01/2026."
