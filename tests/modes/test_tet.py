"""The days of lunar new year, and the animals of its years."""

from datetime import date

import pytest
from django.utils import translation

from cms.modes.tet import animal_of, new_year, within


@pytest.mark.parametrize(
    ("year", "animal"),
    [(1984, "Rat"), (2023, "Cat"), (2026, "Horse"), (2027, "Goat"), (2028, "Monkey")],
)
def test_a_year_has_its_animal(year: int, animal: str) -> None:
    with translation.override("en"):
        assert str(animal_of(year)) == animal


def test_the_first_day_is_known() -> None:
    assert new_year(2026) == date(2026, 2, 17)
    assert new_year(2027) == date(2027, 2, 6)
    assert new_year(2028) == date(2028, 1, 26)


@pytest.mark.parametrize(
    ("begins", "ends", "day"),
    [
        (date(2027, 1, 28), date(2027, 2, 14), date(2027, 2, 6)),
        (date(2026, 12, 20), date(2027, 2, 14), date(2027, 2, 6)),
        # From the second day on it is still this year's.
        (date(2027, 2, 7), date(2027, 2, 14), date(2027, 2, 6)),
        # Before it, and over before it comes.
        (date(2027, 1, 28), date(2027, 2, 3), date(2027, 2, 6)),
    ],
)
def test_days_are_about_one_new_year(begins: date, ends: date, day: date) -> None:
    assert within(begins, ends) == day
