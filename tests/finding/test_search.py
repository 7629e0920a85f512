"""The portal's search page: what is found, how it is shown, and what it costs."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.finding.results import PER_PAGE
from cms.news.models import NewsPage
from sites.models import PortalStatus
from tests.factories.events import EventPageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory, StandardPageFactory
from tests.factories.portals import Living, living_portal, locale
from tests.factories.publishing import publish, take_away
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

HOST = "x.localhost"
SEARCH = "/-/tim-kiem/"
QUERIES = 12


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en", host=HOST)


def item(living: Living, title: str, **values: Any) -> NewsPage:
    made: NewsPage = NewsPageFactory.create(
        **{"parent": living.section, "title": title, "summary": "Một câu.", **values}
    )
    return made


def answer(reader: Reader, query: str, path: str = SEARCH) -> Any:
    response: Any = reader.get(HOST, f"{path}?{query}")
    assert response.status_code == 200, response.status_code
    return response


def hits(reader: Reader, query: str, path: str = SEARCH) -> list[str]:
    results = answer(reader, query, path).context["results"]
    return [hit.url for hit in results.sheet or []]


def test_hits_are_shown_with_their_words_marked(living: Living, reader: Reader) -> None:
    item(
        living,
        "Gốm & men <lam>",
        kicker="Làng nghề",
        published_at=datetime(2026, 11, 20, 5, tzinfo=UTC),
        body=[("text", "<p>Thợ <b>gốm</b> Bát Tràng.</p>")],
    )
    page = answer(reader, "q=gom").content.decode()
    assert "1 kết quả cho “gom”" in page
    assert "<mark>Gốm</mark> &amp; men &lt;lam&gt;" in page
    assert "Một câu. Thợ <mark>gốm</mark> Bát Tràng." in page
    assert "Tin&nbsp;· Văn hóa&nbsp;· Làng nghề" in page
    assert '<time datetime="2026-11-20T12:00+07:00">20/11/2026</time>' in page


def test_only_live_public_pages_of_this_portal_and_language_are_found(
    living: Living, reader: Reader
) -> None:
    shown = item(living, "Gốm sống")
    item(living, "Gốm nháp", draft=True)
    item(living, "Gốm đã gỡ").unpublish()
    hidden = SectionPageFactory.create(parent=living.home, title="Kín", bare=True)
    item(living, "Gốm kín", parent=hidden)
    PageViewRestriction.objects.create(
        page=hidden, restriction_type=PageViewRestriction.LOGIN
    )
    NewsPageFactory.create(parent=living_portal().section, title="Gốm nơi khác")
    english = living.section.copy_for_translation(locale("en"))
    publish(english)
    translated = shown.copy_for_translation(locale("en"))
    publish(translated)
    assert hits(reader, "q=gom") == ["/van-hoa/gom-song/"]
    assert hits(reader, "q=gom", "/en/-/tim-kiem/") == [
        f"/en/{english.slug}/{translated.slug}/"
    ]


def test_events_pages_and_sections_are_found_too(
    living: Living, reader: Reader
) -> None:
    EventPageFactory.create(parent=living.section, title="Hội gốm")
    StandardPageFactory.create(parent=living.home, title="Quy chế làng gốm")
    SectionPageFactory.create(parent=living.home, title="Nghề gốm", bare=True)
    results = answer(reader, "q=gom").context["results"]
    assert {(hit.kind, hit.section) for hit in results.sheet} == {
        ("Sự kiện", "Văn hóa"),
        ("Trang thông tin", ""),
        ("Chuyên mục", ""),
    }
    dates = {hit.kind: hit.date for hit in results.sheet}
    assert dates["Sự kiện"] == datetime(2026, 11, 20, 1, tzinfo=UTC)
    assert dates["Chuyên mục"] is None


def test_a_moved_item_is_found_where_it_is_now(living: Living, reader: Reader) -> None:
    page = item(living, "Gốm")
    target = living.home.get_children().get(slug="the-thao")
    page.move(target, pos="last-child")
    assert hits(reader, "q=gom") == ["/the-thao/gom/"]
    take_away(page)
    assert hits(reader, "q=gom") == []


@pytest.fixture
@kept
def several(living: Living) -> Living:
    """Make four items in two sections, of two forms and two years."""
    sport = living.home.get_children().get(slug="the-thao").specific
    for number, (section, form, year) in enumerate(
        [
            (living.section, "tin", 2026),
            (living.section, "video", 2026),
            (living.section, "tin", 2025),
            (sport, "tin", 2025),
        ]
    ):
        item(
            living,
            f"Gốm {number}",
            parent=section,
            form=form,
            published_at=datetime(year, 6, 1, tzinfo=UTC),
        )
    return living


def choices(response: Any) -> dict[str, dict[str, int]]:
    return {
        one.title: {choice.label: choice.number for choice in one.values}
        for one in response.context["results"].filters
    }


def test_each_choice_tells_what_it_would_show(several: Living, reader: Reader) -> None:
    assert choices(answer(reader, "q=gom")) == {
        "Loại nội dung": {"Tin": 3, "Video, clip": 1},
        "Chuyên mục": {"Văn hóa": 3, "Thể thao": 1},
        "Năm": {"2026": 2, "2025": 2},
    }
    narrowed = answer(reader, "q=gom&form=tin&year=2025")
    assert choices(narrowed) == {
        "Loại nội dung": {"Tin": 2},
        "Chuyên mục": {"Văn hóa": 1, "Thể thao": 1},
        "Năm": {"2026": 1, "2025": 2},
    }
    assert narrowed.context["results"].number == 2


def test_hits_are_narrowed_and_widened_by_links(
    several: Living, reader: Reader
) -> None:
    section = several.section.pk
    narrowed = answer(reader, f"q=gom&form=tin&section={section}&year=2025")
    results = narrowed.context["results"]
    assert [hit.url for hit in results.sheet] == ["/van-hoa/gom-2/"]
    assert results.applied == [
        ("Tin", f"q=gom&section={section}&year=2025"),
        ("Văn hóa", "q=gom&form=tin&year=2025"),
        ("2025", f"q=gom&form=tin&section={section}"),
    ]
    assert results.everything == "q=gom"
    page = narrowed.content.decode()
    assert f'href="?q=gom&amp;section={section}&amp;year=2025"' in page
    assert 'aria-current="true"><span>Văn hóa</span>' in page


def test_the_newest_may_come_first(several: Living, reader: Reader) -> None:
    item(several, "Làng gốm", published_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert hits(reader, "q=lang+gom&sort=new") == ["/van-hoa/lang-gom/"]
    newest = hits(reader, "q=gom&sort=new")
    assert newest[-1] == "/van-hoa/lang-gom/"
    assert hits(reader, "q=gom&sort=gi-do") == hits(reader, "q=gom")


@pytest.mark.parametrize(
    "narrowing",
    [
        "form=khong-co", "form='", "section=0", "section=999999999", "section=x",
        "section=-1", "year=0", "year=99999999999", "year=²", "year=2026.5", "sort=%00",
        "form=event", "section=99999999999999999999999",
    ],
)  # fmt: skip
def test_what_does_not_occur_narrows_nothing(
    several: Living, reader: Reader, narrowing: str
) -> None:
    assert len(hits(reader, f"q=gom&{narrowing}")) == 4


def test_choices_that_never_meet_are_told_from_an_empty_search(
    several: Living, reader: Reader
) -> None:
    page = answer(reader, "q=gom&form=video&year=2025").content.decode()
    assert "Không tìm thấy gì cho “gom”" in page
    assert 'href="?q=gom">Tìm không dùng bộ lọc' in page


def test_hits_come_in_pages(living: Living, reader: Reader) -> None:
    for number in range(PER_PAGE + 1):
        item(living, f"Gốm {number}", bare=True)
    assert len(hits(reader, "q=gom")) == PER_PAGE
    assert len(hits(reader, "q=gom&page=2")) == 1
    page = answer(reader, "q=g%E1%BB%91m&year=2026").content.decode()
    year = "" if "&amp;year=2026&amp;page=2" not in page else "&amp;year=2026"
    assert f'rel="next" href="?q=g%E1%BB%91m{year}&amp;page=2">Sau' in page


@pytest.mark.parametrize("page", ["3", "0", "-1", "999999", "x", "%00", "1.5", "²"])
def test_a_page_of_hits_that_does_not_exist_is_not_found(
    living: Living, reader: Reader, page: str
) -> None:
    item(living, "Gốm")
    assert reader.get(HOST, f"{SEARCH}?q=gom&page={page}").status_code == 404


def test_without_words_there_is_only_the_form(living: Living, reader: Reader) -> None:
    item(living, "Gốm")
    for query in ("", "q=", "q=+++", "q=%22", "q=%00", "q=%F0%9F%8E%89"):
        response = answer(reader, query)
        assert response.context["results"].number == 0
    page = answer(reader, "").content.decode()
    assert "<h1>Tìm kiếm</h1>" in page
    assert "Nên thử" not in page


def test_nothing_found_says_what_to_try(living: Living, reader: Reader) -> None:
    item(living, "Gốm ở làng")
    query = quote('"làng gốm"')
    page = answer(reader, f"q={query}").content.decode()
    assert "Không tìm thấy gì cho “&quot;làng gốm&quot;”" in page
    assert 'href="?q=l%C3%A0ng+g%E1%BB%91m"' in page
    assert 'href="/van-hoa/"' in page


@pytest.mark.parametrize(
    "query",
    [
        "a" * 500, "gốm " * 200, "🎉🎉", "100%", "' OR 1=1 --", '"', '"""', "\\", "%",
        "gom\x00", "(((", "gom:*", "gom & !gom", "gom NEAR(", "*", "<script>alert(1)",
        "\ud7ff", "a" * 200_0, "-gom", "AND OR NOT", "{title}: x", "ﷺ" * 18,
    ],
)  # fmt: skip
def test_whatever_is_typed_is_answered(
    living: Living, reader: Reader, query: str
) -> None:
    item(living, "Gốm")
    page = answer(reader, f"q={quote(query)}").content.decode()
    assert "<script>alert" not in page


def test_the_page_is_for_readers_and_not_for_robots(
    living: Living, reader: Reader
) -> None:
    response = answer(reader, "q=gom")
    assert response["X-Robots-Tag"] == "noindex, follow"


@pytest.mark.parametrize("path", ["/vi/-/tim-kiem/", "/fr/-/tim-kiem/"])
def test_a_language_has_one_address_or_none(
    living: Living, reader: Reader, path: str
) -> None:
    assert reader.get(HOST, path).status_code == 404


def test_the_house_has_no_search(reader: Reader) -> None:
    assert reader.get("localhost", SEARCH).status_code == 404


def test_only_questions_are_answered(living: Living, reader: Reader) -> None:
    assert reader.post(HOST, SEARCH).status_code == 405


def test_a_suspended_portal_is_not_searched(reader: Reader) -> None:
    living = living_portal(host="y.localhost", status=PortalStatus.SUSPENDED)
    item(living, "Gốm")
    response = reader.get("y.localhost", f"{SEARCH}?q=gom")
    assert response.status_code == 503
    assert "Gốm" not in response.content.decode()


@pytest.mark.parametrize("number", [2, 14])
def test_the_number_of_hits_costs_nothing(
    living: Living, reader: Reader, number: int
) -> None:
    for place in range(number):
        item(living, f"Gốm {place}", bare=True)
    answer(reader, "q=gom")
    with CaptureQueriesContext(connection) as asked:
        answer(reader, "q=gom&form=tin")
    assert len(asked) <= QUERIES
    assert len(asked) == 4, [query["sql"][:90] for query in asked]
