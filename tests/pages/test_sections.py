"""What a section page shows, by the kind of thing it lists."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.utils import timezone

from cms.pages.calendars import Month
from cms.pages.models import SectionPage
from cms.pages.sections import PER_PAGE, SectionStories, section_context
from sites.directory import directory
from sites.snapshots import PortalSnapshot
from tests.factories.core import EventFactory
from tests.factories.events import EventPageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory, StandardPageFactory
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


def snapshot(living: Living) -> PortalSnapshot:
    directory.forget_all()
    found = directory.portal_at(living.host)
    assert found is not None
    return found


def context_of(
    living: Living, section: SectionPage, *, lists: str = "news", **query: str
) -> dict[str, Any]:
    return section_context(
        snapshot(living), "vi", section_id=section.pk, lists=lists, query=query
    )


def fill(section: SectionPage, number: int) -> list[int]:
    """Make items, the newest first."""
    now = timezone.now()
    return [
        NewsPageFactory.create(
            parent=section, published_at=now - timedelta(hours=age)
        ).pk
        for age in range(number)
    ]


def test_the_newest_item_leads_the_first_page(living: Living) -> None:
    made = fill(living.section, PER_PAGE + 2)
    first = context_of(living, living.section)
    second = context_of(living, living.section, page="2")
    assert first["lead"].id == made[0]
    assert [story.id for story in first["items"]] == made[1:PER_PAGE]
    assert second["lead"] is None
    assert [story.id for story in second["items"]] == made[PER_PAGE:]
    assert first["paginator_page"].paginator.count == PER_PAGE + 2


def test_an_empty_section_has_a_first_page(living: Living) -> None:
    context = context_of(living, living.section, page="1")
    assert (context["lead"], context["items"]) == (None, [])


@pytest.mark.parametrize(
    "page", ["999999", "abc", "0", "-1", "2.5", "9" * 5000, "\x00"]
)
def test_a_page_that_does_not_exist_is_not_found(living: Living, page: str) -> None:
    fill(living.section, 1)
    with pytest.raises(Http404):
        context_of(living, living.section, page=page)


@pytest.mark.parametrize(
    ("page", "status"),
    [("", 200), ("1", 200), ("2", 404), ("999999", 404), ("abc", 404)],
)
def test_readers_get_the_same_answer(
    living: Living, reader: Reader, page: str, status: int
) -> None:
    fill(living.section, 1)
    response = reader.get(living.host, f"/van-hoa/?page={page}")
    assert response.status_code == status


def test_only_a_stretch_is_read(living: Living) -> None:
    made = fill(living.section, 4)
    stories = SectionStories(snapshot(living), living.section.pk)
    assert len(stories) == stories.count() == 4
    assert [story.id for story in stories[1:3]] == made[1:3]


def test_subsections_with_content_are_offered(living: Living) -> None:
    for title in ("Di sản", "Rỗng"):
        SectionPageFactory.create(
            parent=living.section, title=title, colour=4, bare=True
        )
    fill(SectionPage.objects.get(slug="di-san"), 1)
    shown = context_of(living, living.section)
    assert [(link.title, link.url, link.colour) for link in shown["subsections"]] == [
        ("Di sản", "/van-hoa/di-san/", 4)
    ]
    inner = context_of(living, SectionPage.objects.get(slug="di-san"))
    assert [step.title for step in inner["breadcrumb"]] == ["Trang chủ", "Văn hóa"]
    assert inner["colour"] == 4


def test_a_calendar_shows_what_comes_and_what_was(living: Living) -> None:
    now = timezone.now()
    made = {}
    for name, days in (("Đã qua", -3), ("Sắp tới", 3), ("Hôm nay", 0)):
        starts = now + timedelta(days=days, minutes=1)
        made[name] = EventPageFactory.create(
            parent=living.section,
            title=name,
            event=EventFactory.create(starts_at=starts),
        )
    shown = context_of(living, living.section, lists="events")["events"]
    assert titles(shown["upcoming"]) == ["Hôm nay", "Sắp tới"]
    assert titles(shown["past"]) == ["Đã qua"]


def titles(months: list[Month]) -> list[str]:
    return [event.title for month in months for event in month.events]


def test_past_events_come_in_pages_and_future_ones_on_the_first(
    living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cms.pages.sections.PAST_PER_PAGE", 2)
    now = timezone.now()
    for days in (-3, -2, -1, 1):
        event = EventFactory.create(starts_at=now + timedelta(days=days))
        EventPageFactory.create(parent=living.section, title=f"{days}", event=event)
    first = context_of(living, living.section, lists="events")
    second = context_of(living, living.section, lists="events", page="2")
    assert titles(first["events"]["upcoming"]) == ["1"]
    assert titles(first["events"]["past"]) == ["-1", "-2"]
    assert second["events"]["upcoming"] == []
    assert titles(second["events"]["past"]) == ["-3"]
    assert second["paginator_page"].number == 2


@pytest.mark.parametrize("lists", ["events", "pages"])
def test_other_kinds_of_section_have_no_page_999999_either(
    living: Living, lists: str
) -> None:
    with pytest.raises(Http404):
        context_of(living, living.section, lists=lists, page="999999")


def test_a_narrowed_list_has_no_lead_and_keeps_its_narrowing_in_its_pages(
    living: Living,
) -> None:
    fill(living.section, PER_PAGE + 1)
    film = NewsPageFactory.create(parent=living.section, form="video")
    whole = context_of(living, living.section)
    assert whole["lead"].id == film.pk
    assert whole["paginator_query"] == ""
    year = str(timezone.localdate().year)
    films = context_of(living, living.section, form="video", year=year)
    assert films["lead"] is None
    assert [story.id for story in films["items"]] == [film.pk]
    assert films["paginator_query"] == f"form=video&year={year}&"


def test_readers_see_the_filter_and_what_it_found(
    living: Living, reader: Reader
) -> None:
    fill(living.section, 1)
    assert "Lọc" not in reader.read(living.host, "/van-hoa/")  # nothing to choose
    NewsPageFactory.create(parent=living.section, form="video", title="Đêm hội")
    assert "Lọc" in reader.read(living.host, "/van-hoa/")
    films = reader.read(living.host, "/van-hoa/?form=video")
    assert "1 tin bài" in films
    assert "Đêm hội" in films


@pytest.mark.parametrize(
    "query",
    [
        "year=9999999",
        "year=20x6",
        "year=-1",
        "form=%3Cscript%3E",
        "form=phim",
        "year=%F0%9F%98%80",
    ],
)
def test_what_does_not_occur_is_passed_over_with_a_sentence(
    living: Living, reader: Reader, query: str
) -> None:
    fill(living.section, 2)
    response = reader.get(living.host, f"/van-hoa/?{query}")
    html = response.content.decode()
    assert response.status_code == 200
    assert html.count('role="status"') == 1
    assert "<script>" not in html.partition("<main")[2]


def test_a_section_of_pages_lists_its_own_pages(living: Living) -> None:
    page = StandardPageFactory.create(
        parent=living.section, title="Kế hoạch", summary="Một câu."
    )
    StandardPageFactory.create(parent=page, title="Phụ lục")
    StandardPageFactory.create(parent=living.section, title="Nháp", draft=True)
    SectionPageFactory.create(parent=living.section, title="Di sản", bare=True)
    (child,) = context_of(living, living.section, lists="pages")["children"]
    assert (child.title, child.summary, child.url) == (
        "Kế hoạch",
        "Một câu.",
        "/van-hoa/ke-hoach/",
    )


@pytest.mark.parametrize("lists", ["news", "events", "pages"])
def test_every_kind_of_section_is_shown(
    living: Living, reader: Reader, lists: str
) -> None:
    section = SectionPageFactory.create(
        parent=living.home, title="Thử", lists=lists, summary="Lời giới thiệu."
    )
    child = {
        "news": NewsPageFactory,
        "events": EventPageFactory,
        "pages": StandardPageFactory,
    }[lists]
    child.create(parent=section, title="Hội làng mở cửa")
    text = reader.read(living.host, "/thu/")
    assert "Lời giới thiệu." in text
    assert "Hội làng mở cửa" in text
