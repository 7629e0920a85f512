"""Calendars, parsed back and looked at line by line."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from cms.core.models import EditorialRecord, EventStatus
from cms.events.models import EventPage
from cms.pages.models import SectionPage
from tests.factories.core import EventFactory
from tests.factories.events import EventPageFactory
from tests.factories.pages import SectionPageFactory
from tests.factories.portals import Living
from tests.feeds.conftest import code_of
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

HOST = "vhtt.localhost"
SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")
STARTS = datetime(2026, 11, 28, 8, 30, tzinfo=SAIGON)
BUDGET = 6


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
@kept
def agenda(living: Living) -> SectionPage:
    found: SectionPage = SectionPageFactory.create(
        parent=living.home, title="Lịch sự kiện", lists="events"
    )
    return found


def page(agenda: SectionPage, **values: Any) -> EventPage:
    event = EventFactory.create(
        unit=agenda.get_parent().get_parent().specific.unit,
        starts_at=values.pop("starts_at", STARTS),
    )
    made: EventPage = EventPageFactory.create(
        parent=agenda,
        event=event,
        summary="Rước nước, hát chèo; thi nấu cơm, kéo co, " * 4,
        **values,
    )
    return made


def calendar_at(reader: Reader, path: str) -> Calendar:
    response = reader.get(HOST, path)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    for line in response.content.split(b"\r\n"):
        assert len(line) <= 75, line  # RFC 5545, 3.1
        assert b"\n" not in line
    calendar = Calendar.from_ical(response.content)
    assert not calendar.errors
    return calendar


def events_of(calendar: Calendar) -> Iterator[Any]:
    for event in calendar.walk("VEVENT"):
        assert not event.errors
        yield event


def test_an_event_is_told_in_full(agenda: SectionPage, reader: Reader) -> None:
    made = page(agenda, title="Hội làng Gò Nổi, ngày hai")
    [event] = events_of(calendar_at(reader, "/-/lich.ics"))
    record = EditorialRecord.objects.get(translation_key=made.translation_key)
    assert str(event["uid"]) == str(record.public_id)
    assert str(event["summary"]) == "Hội làng Gò Nổi, ngày hai"
    assert event["dtstart"].dt == STARTS
    assert event["dtend"].dt == STARTS + timedelta(hours=3)
    assert event["dtstart"].params["tzid"] == "Asia/Ho_Chi_Minh"
    assert str(event["location"]) == "Đình Gò Nổi"
    assert str(event["contact"]) == "Ủy ban nhân dân xã Gò Nổi"
    assert str(event["url"]) == f"http://vhtt.localhost/lich-su-kien/{made.slug}/"
    assert str(event["status"]) == "CONFIRMED"
    assert event["sequence"] == 0
    assert str(event["description"]) == made.summary


def test_the_time_zone_is_explained(agenda: SectionPage, reader: Reader) -> None:
    page(agenda)
    [zone] = calendar_at(reader, "/-/lich.ics").walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Asia/Ho_Chi_Minh"
    rules: list[Any] = list(zone.walk("STANDARD"))
    assert timedelta(hours=7) in {rule["tzoffsetto"].td for rule in rules}


@pytest.mark.parametrize(
    ("status", "written", "title"),
    [
        (EventStatus.POSTPONED, "TENTATIVE", "Hoãn: Hội làng Gò Nổi"),
        (EventStatus.CANCELLED, "CANCELLED", "Đã hủy: Hội làng Gò Nổi"),
    ],
)
def test_what_does_not_happen_says_so(
    status: EventStatus,
    written: str,
    title: str,
    agenda: SectionPage,
    reader: Reader,
) -> None:
    page(agenda, status=status)
    [event] = events_of(calendar_at(reader, "/-/lich.ics"))
    assert (str(event["status"]), str(event["summary"])) == (written, title)


def test_a_change_raises_the_sequence(agenda: SectionPage, reader: Reader) -> None:
    made = page(agenda)
    EventPage.objects.filter(pk=made.pk).update(
        last_published_at=made.first_published_at + timedelta(minutes=10)
    )
    [event] = events_of(calendar_at(reader, "/-/lich.ics"))
    assert event["sequence"] == 600
    assert event["last-modified"].dt == made.first_published_at + timedelta(minutes=10)


def test_what_is_long_over_is_left_out(agenda: SectionPage, reader: Reader) -> None:
    page(agenda, title="Mới qua", starts_at=STARTS - timedelta(days=60))
    page(agenda, title="Đã lâu", starts_at=STARTS - timedelta(days=200))
    events = events_of(calendar_at(reader, "/-/lich.ics"))
    assert [str(event["summary"]) for event in events] == ["Mới qua"]


def test_a_section_has_a_calendar_of_its_own(
    living: Living, agenda: SectionPage, reader: Reader
) -> None:
    page(agenda, title="Trong mục")
    EventPageFactory.create(
        parent=living.home,
        title="Ngoài mục",
        event=EventFactory.create(unit=living.unit, starts_at=STARTS),
    )
    events = events_of(calendar_at(reader, f"/-/{code_of(agenda)}/lich.ics"))
    assert [str(event["summary"]) for event in events] == ["Trong mục"]
    everywhere = events_of(calendar_at(reader, "/-/lich.ics"))
    assert len(list(everywhere)) == 2


def test_one_event_can_be_taken_alone(agenda: SectionPage, reader: Reader) -> None:
    made = page(agenda, title="Hội làng")
    page(agenda, title="Hội khác")
    path = f"/-/lich/{code_of(made)}.ics"
    [event] = events_of(calendar_at(reader, path))
    assert str(event["summary"]) == "Hội làng"
    disposition = reader.get(HOST, path)["Content-Disposition"]
    assert disposition == f'attachment; filename="su-kien-{code_of(made)}.ics"'


def test_a_draft_is_in_no_calendar(agenda: SectionPage, reader: Reader) -> None:
    made = page(agenda, draft=True)
    assert list(events_of(calendar_at(reader, "/-/lich.ics"))) == []
    assert reader.get(HOST, f"/-/lich/{code_of(made)}.ics").status_code == 404


def test_a_section_of_news_has_no_calendar(
    section: SectionPage, reader: Reader
) -> None:
    assert reader.get(HOST, f"/-/{code_of(section)}/lich.ics").status_code == 404


@pytest.mark.parametrize("number", [1, 12])
def test_the_number_of_events_costs_nothing(
    number: int,
    agenda: SectionPage,
    reader: Reader,
) -> None:
    for _event in range(number):
        page(agenda)
    reader.get(HOST, "/-/lich.ics")
    with CaptureQueriesContext(connection) as asked:
        response = reader.client.get("/-/lich.ics", headers={"host": HOST})
    assert response.content.count(b"BEGIN:VEVENT") == number
    assert len(asked) == 1 <= BUDGET
