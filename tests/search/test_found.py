"""Which pages readers find, and in which order: the same on every engine."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from wagtail.models import Page

from cms.news.models import NewsPage
from search.found import by_worth, found
from search.plan import plan_of
from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import publish, take_away
from tests.plugins.kept import kept

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


def item(living: Living, title: str, body: str = "", **values: Any) -> NewsPage:
    values.setdefault("published_at", NOON)
    values.setdefault("summary", "Một câu.")
    made: NewsPage = NewsPageFactory.create(
        parent=living.section, title=title, body=[("text", f"<p>{body}</p>")], **values
    )
    return made


def titles(query: str) -> list[str]:
    plan = plan_of(query)
    return [page.title for page in by_worth(found(Page.objects.all(), plan), plan)]


def test_all_words_must_occur_wherever_they_stand(living: Living) -> None:
    item(living, "Nghề gốm", "Làng Bát Tràng bên sông.")
    item(living, "Nghề dệt", "Làng Vạn Phúc bên sông.")
    assert titles("gom bat trang") == ["Nghề gốm"]
    assert titles("gốm Vạn Phúc") == []
    assert titles("bên sông") == ["Nghề dệt", "Nghề gốm"]


def test_a_phrase_stands_side_by_side_in_one_field(living: Living) -> None:
    item(living, "Di tích", "Có sản vật.")
    item(living, "Giữ di sản", "Có nghề.")
    assert titles('"di sản"') == ["Giữ di sản"]
    assert titles('"tích có"') == []
    assert titles("di sản") == ["Giữ di sản", "Di tích"]


def test_titles_come_before_standfirsts_before_texts(living: Living) -> None:
    item(living, "Trong bài", "Nói về gốm.", published_at=NOON + timedelta(days=2))
    item(living, "Trong sa-pô", summary="Về gốm.", published_at=NOON)
    item(living, "Gốm ở đầu đề", published_at=NOON - timedelta(days=2))
    assert titles("gom") == ["Gốm ở đầu đề", "Trong sa-pô", "Trong bài"]


def test_the_spelling_asked_for_comes_first(living: Living) -> None:
    item(living, "Hạt lúa", "Mùa gặt.")
    item(living, "Chuyện làng", "Người làng hát.")
    assert titles("hát") == ["Chuyện làng", "Hạt lúa"]
    assert titles("hat") == ["Hạt lúa", "Chuyện làng"]


def test_words_side_by_side_come_before_words_apart(living: Living) -> None:
    item(living, "Mua nước khi hết mùa", published_at=NOON + timedelta(days=1))
    item(living, "Mùa nước nổi")
    assert titles("mùa nước") == ["Mùa nước nổi", "Mua nước khi hết mùa"]
    assert titles("mua nuoc")[0] == "Mua nước khi hết mùa"  # the newer of two equals


def test_among_equals_the_newest_comes_first(living: Living) -> None:
    for age in range(3):
        item(living, f"Gốm {age}", published_at=NOON - timedelta(days=age))
    assert titles("gom") == ["Gốm 0", "Gốm 1", "Gốm 2"]


def test_nothing_is_asked_and_nothing_found(living: Living) -> None:
    item(living, "Gốm")
    assert titles('"') == []
    assert not found(Page.objects.all(), plan_of("")).exists()


def test_a_change_is_found_when_it_is_published(living: Living) -> None:
    page = item(living, "Gốm")
    page.title = "Men lam"
    page.save_revision()
    assert (titles("gom"), titles("men lam")) == (["Gốm"], [])
    publish(page)
    assert (titles("gom"), titles("men lam")) == ([], ["Men lam"])


def test_a_deleted_section_takes_its_items_along(living: Living) -> None:
    item(living, "Gốm")
    take_away(Page.objects.get(pk=living.section.pk))
    assert titles("gom") == []


def test_the_kinds_of_page_may_be_asked_alone(living: Living) -> None:
    item(living, "Văn hóa đọc")
    of_all_kinds = {living.home.title, "Văn hóa", "Văn hóa đọc"}
    assert set(titles("van hoa")) == of_all_kinds
    news = found(NewsPage.objects.all(), plan_of("van hoa"))
    assert [page.title for page in news] == ["Văn hóa đọc"]
