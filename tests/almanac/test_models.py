"""Which days can be remembered at all."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cms.almanac.models import Occasion

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "month", "reckoning"),
    [(31, 4, "solar"), (30, 2, "solar"), (31, 1, "lunar"), (0, 1, "solar")],
)
def test_days_that_no_year_has_are_refused(
    day: int, month: int, reckoning: str
) -> None:
    occasion = Occasion(
        name="Ngày", kind="local", day=day, month=month, reckoning=reckoning
    )
    with pytest.raises(ValidationError):
        occasion.full_clean()


@pytest.mark.parametrize(
    ("day", "month", "reckoning"),
    [(29, 2, "solar"), (30, 2, "lunar"), (31, 12, "solar")],
)
def test_days_that_some_years_have_are_taken(
    day: int, month: int, reckoning: str
) -> None:
    Occasion(
        name="Ngày", kind="local", day=day, month=month, reckoning=reckoning
    ).full_clean()


def test_the_database_refuses_as_well() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Occasion.objects.create(
            name="Ngày", kind="local", day=31, month=1, reckoning="lunar"
        )
    assert not Occasion.objects.exists()
