"""The house's list: loaded once, what was changed stays, and a wrong row stores nothing."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from cms.almanac.models import Occasion
from cms.almanac.services import load_days, national_days

pytestmark = pytest.mark.django_db


def test_the_list_is_loaded_once_and_what_was_changed_stays(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("load_days")
    shipped = len(national_days())
    assert capsys.readouterr().out == f"{shipped} days added\n"
    Occasion.objects.filter(code="nha-giao").update(lead_days=40)
    Occasion.objects.filter(code="ong-tao").delete()
    assert load_days() == 1
    assert Occasion.objects.count() == shipped
    assert Occasion.objects.get(code="nha-giao").lead_days == 40


def test_days_named_by_the_plans_are_there_with_their_years() -> None:
    load_days()
    since = dict(Occasion.objects.values_list("code", "since"))
    for code, year in (
        *(("thanh-lap-dang", 1930), ("giai-phong-mien-nam", 1975)),
        *(("sinh-nhat-bac", 1890), ("cach-mang-thang-tam", 1945)),
        ("quoc-khanh", 1945),
    ):
        assert since[code] == year


def test_a_wrong_row_stores_nothing() -> None:
    good = {"code": "a", "name": "A", "kind": "world", "day": 1, "month": 1}
    with pytest.raises(ValidationError):
        load_days(rows=[good, {**good, "code": "b", "day": 31, "month": 4}])
    assert not Occasion.objects.exists()
