"""Who is reminded of a stale section, and by what name a passing is told once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.core.models import Duty, DutyKind
from cms.overview.owners import owned_sections, sections_to_remind_of
from cms.pages.models import SectionPage
from sites.models import Capability, PortalStatus, RoleAssignment
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal


def told(living: Living, days: int) -> str:
    """Let the section allow so few days, and say what its passing is called."""
    SectionPage.objects.filter(pk=living.section.pk).update(freshness_days=days)
    today = timezone.localdate() + timedelta(days=10)
    found = owned_sections([living.unit.pk], today)
    return next(
        (one.passing for one in found if one.section.page_id == living.section.pk), ""
    )


def test_the_person_in_charge_before_the_one_with_the_duty(living: Living) -> None:
    NewsPageFactory.create(parent=living.section)
    charged = person_of(living.unit, Capability.EDITOR)
    role = RoleAssignment.objects.get(user=charged)
    Duty.objects.create(
        assignment=role, kind=DutyKind.MODERATE, section=living.section.page_ptr
    )
    SectionPage.objects.update(freshness_days=5)
    later = timezone.localdate() + timedelta(days=10)
    assert {one.owner for one in sections_to_remind_of(later)} == {charged}
    responsible = person_of(living.unit, Capability.PUBLISHER)
    SectionPage.objects.filter(pk=living.section.pk).update(responsible=responsible)
    (one,) = sections_to_remind_of(later)
    assert (one.owner, one.over, one.unit_id) == (responsible, 5, living.unit.pk)


def test_a_passing_keeps_its_name_until_something_new_comes(living: Living) -> None:
    NewsPageFactory.create(parent=living.section)
    day = timezone.localdate()
    name = f"section:{living.section.pk}:{day}"
    assert told(living, 5) == name
    assert told(living, 9) == name
    assert told(living, 10) == ""


def test_nobody_is_reminded_of_a_portal_that_is_not_open(living: Living) -> None:
    SectionPage.objects.update(freshness_days=1)
    later = timezone.localdate() + timedelta(days=400)
    assert owned_sections([living.unit.pk], later)
    living.portal.status = PortalStatus.FROZEN
    living.portal.save()
    assert owned_sections([living.unit.pk], later) == []


def test_it_costs_the_same_for_many_units(living: Living) -> None:
    SectionPage.objects.update(freshness_days=1)
    later = timezone.localdate() + timedelta(days=400)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            sections_to_remind_of(later)
        return len(asked)

    few = queries()
    for _number in range(2):
        living_portal()
    assert queries() == few <= 5


@pytest.mark.parametrize("units", [[], [0]])
def test_no_unit_has_no_section(db: None, units: list[int]) -> None:
    assert owned_sections(units, timezone.localdate()) == []
