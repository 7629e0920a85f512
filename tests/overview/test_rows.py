"""What is known of each unit, exactly."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.news.models import Placement
from cms.overview.days import ago, days_since, first_day, start_of
from cms.overview.departures import left_behind
from cms.overview.details import details_of
from cms.overview.needs import Need
from cms.overview.rows import rows_of
from cms.overview.states import UnitState
from cms.pages.models import SectionPage
from sites.models import Branding, Capability, OwnerText, Portal, PortalStatus, Unit
from sites.services import end_role
from tests.factories.bulk import make_portals
from tests.factories.corrections import MistakeReportFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import (
    Living,
    UnitFactory,
    UnitSuccessionFactory,
    living_portal,
)
from tests.factories.publishing import take_away
from tests.overview.conftest import NOW, TODAY, Publish, row_of

pytestmark = pytest.mark.django_db

# Midnights of Hà Nội: the 30 days before 1 March begin with 31 January, the 30 before
# those with 1 January.
RECENT = datetime(2026, 1, 30, 17, 0, tzinfo=UTC)
BEFORE = datetime(2025, 12, 31, 17, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_days_are_those_of_the_office() -> None:
    assert start_of(TODAY) == datetime(2026, 2, 28, 17, 0, tzinfo=UTC)
    assert first_day(TODAY) == date(2026, 1, 31)
    assert days_since(start_of(TODAY), TODAY) == 0
    assert days_since(start_of(TODAY) - SECOND, TODAY) == 1


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "hôm nay"), (0, "hôm nay"), (1, "hôm qua"), (2, "2 ngày trước")],
)
def test_days_in_words(days: int, words: str) -> None:
    assert ago(days) == words


def test_items_are_counted_by_whole_days(living: Living, publish: Publish) -> None:
    for at in (RECENT, RECENT + SECOND, NOW):
        publish(living.unit, at)
    for at in (BEFORE, RECENT - SECOND):
        publish(living.unit, at)
    publish(living.unit, BEFORE - SECOND)
    publish(living.unit, NOW + SECOND)  # announced, not out
    publish(living.unit, None)  # a draft
    publish(living.unit, NOW, form="")  # a section, not an item
    row = row_of(living.unit)
    assert (row.recent, row.before) == (3, 2)
    assert row.last_published == NOW
    assert row.silence == 0


@pytest.mark.parametrize(("at", "needs"), [(RECENT, []), (RECENT - SECOND, ["silent"])])
def test_thirty_days_are_silence(
    living: Living, publish: Publish, at: datetime, needs: list[str]
) -> None:
    SectionPage.objects.update(lists="pages")
    publish(living.unit, at)
    row = row_of(living.unit)
    assert row.needs == needs
    assert row.silence == (29 if not needs else 30)


def test_a_unit_that_never_published_is_silent(living: Living) -> None:
    SectionPage.objects.update(lists="pages")
    row = row_of(living.unit)
    assert (row.last_published, row.silence) == (None, None)
    assert row.needs == [Need.SILENT]


def test_what_the_owner_lacks_is_named(living: Living) -> None:
    assert (row_of(living.unit).facts, row_of(living.unit).missing) == (5, [])
    Branding.objects.update(phone="")
    OwnerText.objects.update(address="", responsible="")
    row = row_of(living.unit)
    assert row.facts == 2
    assert [str(one) for one in row.missing] == [
        "địa chỉ",
        "điện thoại",
        "người chịu trách nhiệm nội dung",
    ]
    assert Need.OWNER in row.needs
    take_away(Branding.objects.all())
    take_away(OwnerText.objects.all())
    assert row_of(living.unit).facts == 0


def test_a_unit_without_a_portal_is_asked_for_no_facts_of_one(province: Unit) -> None:
    row = row_of(province)
    assert row.state == UnitState.WITHOUT
    assert (row.missing, row.needs, row.home_id) == ([], [], None)


def everything_wrong(living: Living) -> None:
    """Leave nothing as it should be."""
    writer = person_of(living.unit, Capability.EDITOR, full_name="Lê Thị Ánh")
    item = NewsPageFactory.create(parent=living.section, owner=writer)
    MistakeReportFactory.create(page=item)
    MistakeReportFactory.create(page=item, corrected=True)
    end_role(assignment=writer.role_assignments.get())
    Branding.objects.update(phone="")
    old = datetime(2025, 1, 1, tzinfo=UTC)
    Placement.objects.update(shown_at=old)
    living.unit.records.update(first_published_at=old)
    SectionPage.objects.exclude(pk=living.section.pk).update(lists="pages")


def later() -> datetime:
    """Return a moment after the roles of a test began and ended."""
    return timezone.now() + timedelta(minutes=1)


def test_an_open_portal_is_asked_for_all(living: Living) -> None:
    everything_wrong(living)
    row = row_of(living.unit, later())
    assert row.needs == list(Need)
    assert [str(one) for one in row.missing] == ["điện thoại"]
    assert (row.departed, row.reports) == (["Lê Thị Ánh"], 1)
    assert [one.title for one in row.stale] == ["Văn hóa"]


@pytest.mark.parametrize("status", [PortalStatus.TRIAL, PortalStatus.SUSPENDED])
def test_what_readers_do_not_see_is_not_asked_to_be_fresh(
    living: Living, status: PortalStatus
) -> None:
    everything_wrong(living)
    Portal.objects.update(status=status)
    found = row_of(living.unit, later())
    assert found.needs == [Need.OWNER, Need.HANDOVER, Need.REPORTS]


def freeze(living: Living) -> None:
    Portal.objects.update(status=PortalStatus.FROZEN)


def end(living: Living) -> None:
    Unit.objects.filter(pk=living.unit.pk).update(valid_to=date(2026, 2, 28))


@pytest.mark.parametrize("over", [freeze, end])
def test_what_is_over_asks_for_nothing(
    living: Living, over: Callable[[Living], None]
) -> None:
    everything_wrong(living)
    assert left_behind([living.unit.pk])
    over(living)
    row = row_of(living.unit, later())
    assert row.is_over
    assert row.needs == []
    assert (row.missing, row.stale, row.departed, row.reports) == ([], [], [], 0)


def test_details_of_the_rows_that_are_shown(
    province: Unit, living: Living, publish: Publish
) -> None:
    bilingual = living_portal("vi", "en", unit=UnitFactory.create(parent=province))
    gone = living_portal(status=PortalStatus.FROZEN)
    UnitSuccessionFactory.create(predecessor=gone.unit, successor=living.unit)
    # Twelve weeks of seven days, the last of which ends today: since 7 December.
    first = datetime(2025, 12, 7, 17, 0, tzinfo=UTC)
    for at in (first - SECOND, first, first + timedelta(days=7), NOW, NOW):
        publish(living.unit, at)
    rows = rows_of(Unit.objects.all(), NOW)
    found = details_of(rows, NOW)
    assert found[living.unit.pk].weeks == [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]
    assert found[living.unit.pk].languages == ["Tiếng Việt"]
    assert found[bilingual.unit.pk].languages == ["Tiếng Việt", "English"]
    assert found[gone.unit.pk].successors == ["Sở Văn hóa"]
    assert found[living.unit.pk].successors == []
    assert details_of([], NOW) == {}


def test_the_number_of_units_costs_no_query() -> None:
    counts = []
    for number in (1, 20):
        make_portals(number)
        with CaptureQueriesContext(connection) as asked:
            rows = rows_of(Unit.objects.all())
            details_of(rows, NOW)
        counts.append(len(asked))
    assert counts == [9, 9]  # and one where a unit is over
