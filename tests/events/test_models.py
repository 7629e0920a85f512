"""What readers are told of an event stands under revision (T7)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.core.models import EditorialRecord, Event
from cms.events.models import EventPage
from tests.factories.core import EventFactory
from tests.factories.events import EventPageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import publish
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

STARTS = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # half past six on the 21st
AN_HOUR = timedelta(hours=1)


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


@pytest.fixture
@kept
def event() -> Event:
    made: Event = EventFactory.create(
        starts_at=STARTS,
        ends_at=STARTS + 3 * AN_HOUR,
        place="Đình Gò Nổi",
        organiser="Ủy ban nhân dân xã",
    )
    return made


@pytest.fixture
@kept
def page(living: Living, event: Event) -> EventPage:
    made: EventPage = EventPageFactory.create(
        parent=living.section, event=event, title="Hội làng"
    )
    return made


def told(page: EventPage) -> tuple[Any, ...]:
    return page.starts_at, page.ends_at, page.place, page.organiser


def test_what_is_left_empty_is_taken_from_the_event(page: EventPage) -> None:
    assert told(page) == (
        STARTS,
        STARTS + 3 * AN_HOUR,
        "Đình Gò Nổi",
        "Ủy ban nhân dân xã",
    )
    assert page.status == "scheduled"


def test_what_is_given_stays(living: Living, event: Event) -> None:
    page = EventPageFactory.create(
        parent=living.section, event=event, place="Nhà văn hóa xã"
    )
    assert (page.place, page.organiser) == ("Nhà văn hóa xã", "Ủy ban nhân dân xã")


def test_a_later_change_of_the_event_does_not_change_the_live_page(
    living: Living, page: EventPage, event: Event, reader: Reader
) -> None:
    before = reader.get(living.host, "/van-hoa/hoi-lang/").content
    event.place, event.status = "Nơi khác", "cancelled"
    event.starts_at, event.ends_at = STARTS + 48 * AN_HOUR, STARTS + 49 * AN_HOUR
    event.save()
    assert told(EventPage.objects.get()) == told(page)
    assert reader.get(living.host, "/van-hoa/hoi-lang/").content == before
    publish(EventPage.objects.get())
    assert told(EventPage.objects.get()) == told(page)


def test_a_change_reaches_readers_by_publication(
    living: Living, page: EventPage, reader: Reader
) -> None:
    draft = page.get_latest_revision_as_object()
    draft.place, draft.status = "Nhà văn hóa xã", "postponed"
    revision = draft.save_revision()
    news = ("Nhà văn hóa xã", "hoãn")
    before = reader.read(living.host, "/van-hoa/hoi-lang/")
    assert not [words for words in news if words in before]
    publish(revision)
    after = reader.read(living.host, "/van-hoa/hoi-lang/")
    assert [words for words in news if words in after] == list(news)


def test_an_event_that_is_not_public_gets_no_page(living: Living, event: Event) -> None:
    event.is_public = False
    event.save()
    with pytest.raises(ValidationError) as refusal:
        EventPageFactory.create(parent=living.section, event=event)
    assert refusal.value.message_dict == {
        "event": [_("An event that isn't public can't have a page.")]
    }
    assert not EventPage.objects.filter(live=True).exists()


def test_a_page_cannot_end_before_it_starts(page: EventPage) -> None:
    page.ends_at = STARTS - AN_HOUR
    with pytest.raises(ValidationError) as refusal:
        page.save_revision()
    assert refusal.value.message_dict == {
        "ends_at": [_("An event can't end before it starts.")]
    }


def test_a_page_without_an_event_says_so_and_nothing_else_breaks() -> None:
    with pytest.raises(ValidationError) as refusal:
        EventPage(title="x", slug="x").full_clean()
    assert "event" in refusal.value.message_dict


def test_the_desk_is_told_the_day_in_vietnam(page: EventPage, event: Event) -> None:
    record = EditorialRecord.objects.get(page_id=page.pk)
    assert (record.event, record.event_date) == (event, date(2026, 11, 21))
    assert EventPage(title="x").revision_facts().event_date is None


def test_items_about_the_event_are_shown_with_it(
    living: Living, page: EventPage, event: Event, reader: Reader
) -> None:
    other = living_portal()
    here = NewsPageFactory.create(parent=living.section, event=event)
    there = NewsPageFactory.create(parent=other.section, event=event)
    NewsPageFactory.create(parent=living.section)
    context: Any = reader.get(living.host, "/van-hoa/hoi-lang/").context
    assert {story.id for story in context["items"]} == {here.pk, there.pk}
    assert [step.title for step in context["breadcrumb"]] == ["Trang chủ", "Văn hóa"]


def test_an_event_may_lie_below_home(
    living: Living, event: Event, reader: Reader
) -> None:
    EventPageFactory.create(parent=living.home, event=event, title="Họp báo")
    context: Any = reader.get(living.host, "/hop-bao/").context
    assert context["colour"] == 1
