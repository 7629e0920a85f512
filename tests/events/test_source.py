"""The events feature's answers to the calendars of the house."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from cms.core.listings import Occasion
from cms.events.models import EventPage
from cms.events.source import EventPages
from sites.directory import directory
from sites.snapshots import PortalSnapshot
from tests.factories.core import EventFactory
from tests.factories.events import EventPageFactory
from tests.factories.portals import Living, living_portal, locale
from tests.factories.publishing import publish
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
EVENTS = EventPages()


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en")


def snapshot(living: Living) -> PortalSnapshot:
    found = directory.portal_at(living.host)
    assert found is not None
    return found


def page(living: Living, starts: datetime, days: int = 0) -> EventPage:
    event = EventFactory.create(starts_at=starts, ends_at=starts + A_DAY * days)
    made: EventPage = EventPageFactory.create(parent=living.section, event=event)
    return made


def ids(occasions: list[Occasion]) -> list[int]:
    return [occasion.id for occasion in occasions]


def test_what_has_not_ended_is_to_come_and_the_rest_is_past(living: Living) -> None:
    older, past = page(living, NOON - 9 * A_DAY), page(living, NOON - 5 * A_DAY)
    running, later = page(living, NOON - A_DAY, days=2), page(living, NOON + A_DAY)
    ending = page(living, NOON)
    portal = snapshot(living)
    assert ids(EVENTS.upcoming(portal, "vi", at=NOON, limit=9)) == [
        running.pk,
        ending.pk,
        later.pk,
    ]
    assert ids(EVENTS.past(portal, "vi", at=NOON, part=slice(0, 9))) == [
        past.pk,
        older.pk,
    ]
    assert ids(EVENTS.upcoming(portal, "vi", at=NOON, limit=1)) == [running.pk]
    assert ids(EVENTS.past(portal, "vi", at=NOON, part=slice(0, 1))) == [past.pk]
    assert ids(EVENTS.past(portal, "vi", at=NOON, part=slice(1, 9))) == [older.pk]
    assert EVENTS.count_past(portal, "vi", at=NOON) == 2


def test_no_portal_shows_anothers_calendar(living: Living) -> None:
    page(living_portal(), NOON)
    EventPageFactory.create(
        parent=living.section, draft=True, event=EventFactory.create(starts_at=NOON)
    )
    portal = snapshot(living)
    assert EVENTS.upcoming(portal, "vi", at=NOON - A_DAY, limit=9) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_language_without_events_has_an_empty_calendar(
    living: Living, language: str
) -> None:
    page(living, NOON)
    portal = snapshot(living)
    assert EVENTS.upcoming(portal, language, at=NOON, limit=9) == []
    assert EVENTS.past(portal, language, at=NOON + A_DAY, part=slice(9)) == []
    assert EVENTS.count_past(portal, language, at=NOON + A_DAY) == 0


def test_an_occasion_says_what_calendars_show(living: Living) -> None:
    made = page(living, NOON)
    assert EVENTS.upcoming(snapshot(living), "vi", at=NOON, limit=1) == [
        Occasion(
            id=made.pk,
            title="Hội làng Gò Nổi",
            url="/van-hoa/hoi-lang-go-noi/",
            starts_at=NOON,
            ends_at=NOON,
            place="Đình Gò Nổi",
            status="scheduled",
            organiser="Ủy ban nhân dân xã Gò Nổi",
            section_path=living.section.url_path,
        )
    ]


def test_an_events_page_is_found_in_its_language_and_while_it_is_live(
    living: Living,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    made = page(living, NOON)

    def address(language: str) -> str | None:
        return EVENTS.page_of(snapshot(living), made.event_id, language)

    assert (address("vi"), address("en")) == ("/van-hoa/hoi-lang-go-noi/", None)
    publish(living.section.copy_for_translation(locale("en")))
    english = made.copy_for_translation(locale("en"))
    publish(english)
    assert address("en") == english.address(snapshot(living))
    with django_capture_on_commit_callbacks(execute=True):
        made.unpublish()
    assert address("vi") is None


def test_the_first_page_of_an_event_is_its_page(living: Living) -> None:
    made = page(living, NOON)
    EventPageFactory.create(
        parent=living_portal().section, event=made.event, title="Nơi khác"
    )
    found = EVENTS.page_of(snapshot(living), made.event_id, "vi")
    assert found == "/van-hoa/hoi-lang-go-noi/"


def test_only_an_events_page_in_the_portal_itself_is_remembered(
    living: Living, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    own, elsewhere = page(living, NOON), page(living_portal(), NOON)
    portal = snapshot(living)
    addresses = [
        EVENTS.page_of(portal, made.event_id, "vi") for made in (own, elsewhere)
    ]
    with django_assert_num_queries(0):
        assert EVENTS.page_of(portal, own.event_id, "vi") == addresses[0]
    with django_assert_num_queries(1):
        assert EVENTS.page_of(portal, elsewhere.event_id, "vi") == addresses[1]
    elsewhere.unpublish()
    assert EVENTS.page_of(portal, elsewhere.event_id, "vi") is None
