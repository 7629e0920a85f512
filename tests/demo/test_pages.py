"""Demo items as pages: special pages, and events on the days that suit them."""

from datetime import date, datetime
from typing import Any

import pytest
from wagtail.models import Page

from cms.core.gate import imported
from cms.demo.assets import Assets
from cms.demo.pages import PageMaker
from cms.pages.models import SpecialPage
from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living, living_portal

pytestmark = pytest.mark.django_db

SPECIAL = {
    "type": "special",
    "section": None,
    "title": "Văn hóa đọc",
    "summary": "Chuyện người đọc\n  và người giữ sách.",
    "image": "docsach-dawn",
    "starts": {"days_ago": 30},
    "ends": {"days_ago": -30},
    "topics": ["Văn hóa đọc", "Thư viện"],
    "picks": ["tu-sach-cuoi-ngo"],
}


def maker(living: Living, now: datetime) -> PageMaker:
    return PageMaker(living.unit, living.home, Assets(living.portal.collection), now)


def test_a_special_page_has_its_days_topics_and_first_items(now: datetime) -> None:
    living = living_portal()
    item = NewsPageFactory.create(parent=living.section, slug="tu-sach-cuoi-ngo")
    page: Any = maker(living, now).page(SPECIAL)
    with imported():
        living.home.add_child(instance=page)
    kept = SpecialPage.objects.get(pk=page.pk)
    assert (kept.slug, kept.summary) == (
        "van-hoa-doc",
        "Chuyện người đọc và người giữ sách.",
    )
    assert (kept.starts_on, kept.ends_on) == (date(2026, 10, 22), date(2026, 12, 21))
    assert {topic.name for topic in kept.topics.all()} == {"Văn hóa đọc", "Thư viện"}
    assert [pick.item_id for pick in kept.picks.all()] == [item.pk]
    assert kept.listing_image is not None
    assert kept.listing_image.collection == living.portal.collection


def test_a_special_page_puts_only_items_of_its_portal_first(now: datetime) -> None:
    living, other = living_portal(), living_portal()
    NewsPageFactory.create(parent=other.section, slug="tu-sach-cuoi-ngo")
    with pytest.raises(Page.DoesNotExist):
        maker(living, now).page(SPECIAL)
    assert not SpecialPage.objects.exists()


def test_items_that_tell_of_one_event_find_it_on_the_same_day(now: datetime) -> None:
    living = living_portal()
    value = {
        "name": "Hội nghị cộng tác viên",
        "starts": {"day": "workday", "days_ago": -3, "at": "08:00"},
        "ends": {"day": "workday", "days_ago": -3, "at": "11:00"},
    }
    first = maker(living, now).event(value)
    assert first.starts_at.date() == first.ends_at.date() == date(2026, 11, 25)
    assert maker(living, now).event(value) == first
