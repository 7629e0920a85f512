"""The demonstration's modes hold to the rules of the room, and are drawn up once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.demo.modes import prepare_modes
from cms.modes.models import Mode
from cms.modes.tet import new_year
from sites.models import Capability, Unit
from tests.factories.people import person_of
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db


def test_a_season_is_on_and_tet_is_prepared_once() -> None:
    above, library = living_portal().unit, living_portal().unit
    for unit, code in (
        (above, "so-vhttdl-tay-ninh"),
        (library, "thu-vien-tinh-tay-ninh"),
    ):
        Unit.objects.filter(pk=unit.pk).update(code=code)
    Unit.objects.filter(pk=library.pk).update(parent=above)
    for name in ("tn.vanphong", "tn.chanhvanphong"):
        person_of(above, Capability.STANDING_OFFICE, username=name)
    person_of(library, Capability.PUBLISHER, username="tntv.xuatban")

    prepare_modes()
    prepare_modes()
    season, tet = Mode.objects.order_by("begins_at")
    assert (season.kind, season.is_on(), tet.kind) == ("le_hoi", True, "tet")
    assert season.picture is not None
    day = timezone.localdate(tet.begins_at) + timedelta(days=9)
    assert day == new_year(day.year)


def test_nothing_is_drawn_up_where_its_unit_is_not() -> None:
    prepare_modes()
    assert not Mode.objects.exists()
