"""Sections against their own threshold, by the office's days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import Settings
from wagtail.models import Page

from cms.news.models import Placement
from cms.overview.freshness import StaleSection, stale_sections
from cms.pages.models import SectionPage
from tests.factories.events import EventPageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory, StandardPageFactory
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import store
from tests.overview.conftest import TODAY
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

# The last second of 21 February in Hà Nội, and the first of the 22nd.
LATE = datetime(2026, 2, 21, 16, 59, 59, tzinfo=UTC)
EARLY = LATE + timedelta(seconds=1)


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", sections=("Tin tức",))


def ask(section: SectionPage, days: int | None, lists: str = "news") -> None:
    section.freshness_days, section.lists = days, lists
    store(section)


def stale(living: Living, today: date = TODAY) -> list[tuple[str, int | None, int]]:
    found = stale_sections({living.home.path: living.unit.pk}, today)
    return [
        (one.title, one.since, one.allowed) for one in found.get(living.unit.pk, [])
    ]


def news(section: SectionPage, at: datetime) -> None:
    page = NewsPageFactory.create(parent=section)
    Placement.objects.filter(page=page).update(shown_at=at)


def aged(page: Page, at: datetime) -> None:
    Page.objects.filter(pk=page.pk).update(first_published_at=at, last_published_at=at)


def test_the_threshold_itself_is_fresh(living: Living) -> None:
    ask(living.section, 7)
    news(living.section, EARLY - timedelta(days=40))
    news(living.section, EARLY)
    assert stale(living) == []
    Placement.objects.filter(shown_at=EARLY).update(shown_at=LATE)
    assert stale(living) == [("Tin tức", 8, 7)]
    assert stale(living, TODAY - timedelta(days=1)) == []


def test_the_newest_item_counts_wherever_it_is_at_home(living: Living) -> None:
    ask(living.section, 7)
    inner = SectionPageFactory.create(bare=True, parent=living.section, title="Lễ hội")
    ask(inner, 7)
    news(inner, EARLY)
    aged(living.section, LATE - timedelta(days=90))
    assert stale(living) == []


@pytest.mark.parametrize(("default", "found"), [(7, 1), (8, 0), (0, 0)])
def test_news_without_a_threshold_have_the_houses(
    living: Living, settings: Settings, default: int, found: int
) -> None:
    settings.SECTION_FRESHNESS_DAYS = default
    news(living.section, LATE)
    assert len(stale(living)) == found


def test_pages_of_text_are_asked_only_if_they_say_so(living: Living) -> None:
    page = StandardPageFactory.create(parent=living.section)
    aged(page, LATE)
    ask(living.section, None, "pages")
    assert stale(living) == []
    ask(living.section, 7, "pages")
    assert stale(living) == [("Tin tức", 8, 7)]
    Page.objects.filter(pk=page.pk).update(last_published_at=EARLY)
    assert stale(living) == []


def test_events_are_new_by_their_publication(living: Living) -> None:
    ask(living.section, 7, "events")
    told = EventPageFactory.create(parent=living.section)
    aged(told, LATE)
    assert stale(living) == [("Tin tức", 8, 7)]
    hidden = EventPageFactory.create(parent=living.section, draft=True)
    Page.objects.filter(pk=hidden.pk).update(last_published_at=EARLY)
    assert stale(living) == [("Tin tức", 8, 7)]
    aged(told, EARLY)
    assert stale(living) == []


def test_an_empty_section_is_as_old_as_itself(living: Living) -> None:
    ask(living.section, 7)
    aged(living.section, EARLY)
    assert stale(living) == []
    aged(living.section, LATE)
    assert stale(living) == [("Tin tức", None, 7)]


def test_only_live_sections_of_the_default_language_are_asked() -> None:
    living = living_portal("vi", "en", sections=("Tin tức", "Ẩn"))
    hidden = living.section.get_next_sibling()
    hidden.live = False
    hidden.save()
    english = SectionPageFactory.create(
        bare=True,
        parent=living.in_language("en"),
        locale=living.in_language("en").locale,
    )
    for section in (living.section, hidden, english):
        aged(section, LATE - timedelta(days=90))
    assert stale(living) == [("Tin tức", None, 30)]


def test_each_unit_has_its_own(living: Living) -> None:
    other = living_portal("vi", sections=("Du lịch",))
    for one in (living, other):
        aged(one.section, LATE - timedelta(days=90))
    homes = {one.home.path: one.unit.pk for one in (living, other)}
    assert stale_sections(homes, TODAY) == {
        living.unit.pk: [StaleSection(living.section.pk, "Tin tức", 30, None)],
        other.unit.pk: [StaleSection(other.section.pk, "Du lịch", 30, None)],
    }
    assert stale_sections({}, TODAY) == {}
