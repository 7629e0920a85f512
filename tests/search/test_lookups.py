"""Names found without marks, by the database itself."""

import pytest
from django.db.models import QuerySet

from search.lookups import Fold, matching
from search.text import FOLDED_LETTERS, TONES, fold, nfc
from sites.models import Unit
from tests.factories.portals import UnitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]

VOWELS = "aăâeêioôơuưy"
EVERYTHING = nfc("".join(letter + tone for letter in VOWELS for tone in TONES) + "đ")


def units() -> "QuerySet[Unit]":
    return Unit.objects.order_by("pk")


def names(query: str) -> list[str]:
    found = matching(units(), query, "name", "short_name")
    return list(found.values_list("name", flat=True))


@pytest.mark.parametrize(
    "text", ["Đại Mỗ", "ĐÌNH GÒ NỔI", "Thủ đô 2026", EVERYTHING, EVERYTHING.upper()]
)
def test_the_database_folds_as_the_house_does(text: str) -> None:
    UnitFactory.create(name=text)
    (folded,) = Unit.objects.values_list(Fold("name"), flat=True)
    assert folded == fold(text)


def test_nothing_folds_to_nothing() -> None:
    UnitFactory.create(parent=None)
    (folded,) = Unit.objects.values_list(Fold("parent__name"), flat=True)
    assert folded is None


def test_every_letter_has_one_folded_letter() -> None:
    letters, folded = FOLDED_LETTERS
    assert len(letters) == len(folded)
    assert "Đ" in letters
    assert "d" not in letters


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("bao tang", ["Bảo tàng tỉnh"]),
        ("BẢO", ["Bảo tàng tỉnh"]),
        ("tinh", ["Bảo tàng tỉnh", "Thư viện tỉnh"]),
        ("tỉnh thư", ["Thư viện tỉnh"]),
        ("TVT", ["Thư viện tỉnh"]),
        ("thư bảo", []),
        ("", ["Bảo tàng tỉnh", "Thư viện tỉnh"]),
        ("%_", ["Bảo tàng tỉnh", "Thư viện tỉnh"]),
    ],
)
def test_every_word_must_stand_in_one_of_the_fields(
    query: str, found: list[str]
) -> None:
    UnitFactory.create(name="Bảo tàng tỉnh", short_name="BTT")
    UnitFactory.create(name="Thư viện tỉnh", short_name="TVT")
    assert names(query) == found
