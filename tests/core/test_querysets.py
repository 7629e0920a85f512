"""Questions about events and records."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from cms.core.models import EditorialRecord, Event
from sites.models import Capability, Unit
from tests.factories.core import EventFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import StandardPageFactory
from tests.factories.people import RoleAssignmentFactory, UserFactory, person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)


def test_an_event_is_to_come_until_it_has_ended() -> None:
    later = EventFactory.create(starts_at=NOON, ends_at=NOON + AN_HOUR)
    sooner = EventFactory.create(starts_at=NOON - AN_HOUR, ends_at=NOON)
    a_second = timedelta(seconds=1)
    assert list(Event.objects.upcoming(NOON)) == [sooner, later]
    assert list(Event.objects.upcoming(NOON + a_second)) == [later]
    assert not Event.objects.upcoming(NOON + 2 * AN_HOUR).exists()


def test_without_a_moment_it_is_now() -> None:
    EventFactory.create(ends_at=timezone.now() - AN_HOUR, starts_at=NOON - 24 * AN_HOUR)
    coming = EventFactory.create(starts_at=NOON, ends_at=timezone.now() + AN_HOUR)
    assert list(Event.objects.upcoming()) == [coming]


def test_events_of_other_units_may_be_chosen_if_they_are_public() -> None:
    unit, other = UnitFactory.create(), UnitFactory.create()
    editor = person_of(unit, Capability.EDITOR)
    own = EventFactory.create(unit=unit, is_public=False)
    public = EventFactory.create(unit=other)
    EventFactory.create(unit=other, is_public=False)
    assert set(Event.objects.choosable_by(editor)) == {own, public}
    assert list(Event.objects.of_units(Unit.objects.filter(pk=unit.pk))) == [own]


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


def test_records_are_seen_by_those_who_serve_the_unit(living: Living) -> None:
    other = living_portal()
    NewsPageFactory.create(parent=other.section)
    NewsPageFactory.create(parent=living.section)
    record = EditorialRecord.objects.get(unit=living.unit)
    seen = EditorialRecord.objects.visible_to
    assert list(seen(person_of(living.unit, Capability.EDITOR))) == [record]
    assert list(seen(person_of(living.unit, Capability.AUDITOR))) == [record]
    assert not seen(
        RoleAssignmentFactory.create(unit=living.unit, ended=True).user
    ).exists()
    assert not seen(UserFactory.create()).exists()
    assert seen(UserFactory.create(superuser=True)).count() == 2


def test_items_are_what_has_a_form(living: Living) -> None:
    StandardPageFactory.create(parent=living.home)
    NewsPageFactory.create(parent=living.section, title="Hội làng")
    assert [record.title for record in EditorialRecord.objects.items()] == ["Hội làng"]


def test_the_day_of_an_event_is_that_of_its_end_in_vietnam(living: Living) -> None:
    late = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)  # half past midnight, the 21st
    event = EventFactory.create(starts_at=late - AN_HOUR, ends_at=late)
    NewsPageFactory.create(
        parent=living.section, event=event, event_date=date(2026, 1, 1)
    )
    record = EditorialRecord.objects.with_event_end().get()
    assert (record.event_day, record.event_end) == (date(2026, 11, 21), late)


def test_without_an_event_the_day_shown_counts(living: Living) -> None:
    NewsPageFactory.create(parent=living.section, event_date=date(2026, 1, 1))
    record = EditorialRecord.objects.with_event_end().get()
    assert (record.event_day, record.event_end) == (date(2026, 1, 1), None)


def test_a_rescheduled_event_moves_its_items(living: Living) -> None:
    event = EventFactory.create(starts_at=NOON, ends_at=NOON)
    NewsPageFactory.create(parent=living.section, event=event)
    event.ends_at = NOON + 24 * AN_HOUR
    event.save()
    record = EditorialRecord.objects.with_event_end().get()
    assert record.event_end == NOON + 24 * AN_HOUR


def test_an_item_is_found_by_its_code(living: Living) -> None:
    item = NewsPageFactory.create(parent=living.section)
    code = EditorialRecord.objects.get().code
    assert EditorialRecord.objects.code_of(item.translation_key) == code
    assert EditorialRecord.objects.code_of(living.section.translation_key) == ""
