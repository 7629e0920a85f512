"""A special page gathers across portals for a time, then stays (SEC-15)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.models import Topic
from cms.news.models import NewsPage
from cms.pages.models import SpecialPage, SpecialPagePick
from tests.factories.core import TopicFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SpecialPageFactory
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import publish
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


@pytest.fixture
@kept
def topic() -> Topic:
    made: Topic = TopicFactory.create(name="Tết")
    return made


@pytest.fixture
@kept
def special(living: Living, topic: Topic) -> SpecialPage:
    page: SpecialPage = SpecialPageFactory.create(
        parent=living.home, title="Tết của mọi nhà", starts_on=FIRST, ends_on=LAST
    )
    page.topics.set([topic])
    publish(page)
    return page


def about(topic: Topic, living: Living, day: date, **values: Any) -> NewsPage:
    """Publish an item on a topic at noon of a day."""
    noon = datetime(day.year, day.month, day.day, 5, 0, tzinfo=UTC)
    item: NewsPage = NewsPageFactory.create(
        parent=living.section, published_at=noon, **values
    )
    item.topics.set([topic])
    publish(item)
    return item


def shown(living: Living, reader: Reader) -> list[int]:
    context: Any = reader.get(living.host, "/tet-cua-moi-nha/").context
    return [story.id for story in context["stories"]]


def test_items_of_all_portals_are_gathered_within_the_span(
    living: Living, topic: Topic, special: SpecialPage, reader: Reader
) -> None:
    other = living_portal()
    about(topic, living, FIRST - timedelta(days=1))
    first = about(topic, living, FIRST)
    foreign = about(topic, other, LAST)
    about(topic, living, LAST + timedelta(days=1))
    about(TopicFactory.create(), living, FIRST)
    assert shown(living, reader) == [foreign.pk, first.pk]
    html = reader.get(living.host, "/tet-cua-moi-nha/").content.decode()
    assert f"http://{other.host}/van-hoa/{foreign.slug}/" in html


def test_what_is_published_afterwards_does_not_change_the_archive(
    living: Living, topic: Topic, special: SpecialPage, reader: Reader
) -> None:
    item = about(topic, living, FIRST)
    assert shown(living, reader) == [item.pk]
    about(topic, living, LAST + timedelta(days=40))
    assert shown(living, reader) == [item.pk]


def test_the_editors_choice_comes_first_and_once(
    living: Living, topic: Topic, special: SpecialPage, reader: Reader
) -> None:
    newer, older = about(topic, living, LAST), about(topic, living, FIRST)
    outside = NewsPageFactory.create(parent=living.section)
    draft = NewsPageFactory.create(parent=living.section, draft=True)
    special.picks = [
        SpecialPagePick(item=page.page_ptr) for page in (outside, draft, older)
    ]
    publish(special)
    assert shown(living, reader) == [outside.pk, older.pk, newer.pk]


def test_a_drafts_choice_is_not_seen_by_readers(
    living: Living, topic: Topic, special: SpecialPage, reader: Reader
) -> None:
    outside = NewsPageFactory.create(parent=living.section)
    draft = special.get_latest_revision_as_object()
    draft.picks = [SpecialPagePick(item=outside.page_ptr)]
    draft.starts_on = FIRST - timedelta(days=300)
    draft.save_revision()
    about(topic, living, FIRST - timedelta(days=30))
    assert shown(living, reader) == []


def test_without_topics_only_the_choice_is_shown(
    living: Living, special: SpecialPage, topic: Topic, reader: Reader
) -> None:
    about(topic, living, FIRST)
    special.topics.clear()
    publish(special)
    assert shown(living, reader) == []


@pytest.mark.parametrize(
    ("today", "over"), [(LAST, False), (LAST + timedelta(days=1), True)]
)
def test_a_special_page_is_over_after_its_last_day(
    monkeypatch: pytest.MonkeyPatch, today: date, *, over: bool
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: today)
    assert SpecialPage(starts_on=FIRST, ends_on=LAST).is_over is over


def test_the_last_day_cannot_be_before_the_first(
    living: Living, special: SpecialPage
) -> None:
    special.ends_on = FIRST - timedelta(days=1)
    with pytest.raises(ValidationError) as refusal:
        special.save_revision()
    assert refusal.value.message_dict == {
        "ends_on": [_("The last day can't be before the first.")]
    }
    assert SpecialPage.objects.get().ends_on == LAST


def test_one_day_is_a_span(special: SpecialPage) -> None:
    special.ends_on = FIRST
    special.save_revision()


def test_days_are_needed_before_they_are_compared() -> None:
    with pytest.raises(ValidationError) as refusal:
        SpecialPage(title="x", slug="x", starts_on=FIRST).full_clean()
    assert "ends_on" in refusal.value.message_dict
