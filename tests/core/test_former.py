"""Addresses that pages left keep leading to them (decision 0021)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.core.former import STEPS, present_url_path
from cms.core.models import FormerAddress
from cms.core.models.address import LONGEST
from cms.news.models import NewsPage
from cms.pages.models import SectionPage
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import publish, take_away
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

HOST = "x.localhost"


@pytest.fixture(autouse=True)
def _commit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail tells of a renamed page after the commit, which a test never sees."""
    monkeypatch.setattr(
        "django.db.transaction.on_commit", lambda call, **kwargs: call()
    )


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en", host=HOST)


@pytest.fixture
@kept
def item(living: Living) -> NewsPage:
    return news(living.section, "Hội làng")


def news(section: SectionPage, title: str, **values: object) -> NewsPage:
    made: NewsPage = NewsPageFactory.create(parent=section, title=title, **values)
    return made


def rename(page: Page, slug: str) -> None:
    fresh = page.specific_class.objects.get(pk=page.pk)
    fresh.slug = slug
    publish(fresh)


def move(page: Page, target: Page) -> None:
    Page.objects.get(pk=page.pk).specific.move(
        Page.objects.get(pk=target.pk), pos="last-child"
    )


def leads_to(reader: Reader, path: str, host: str = HOST) -> tuple[int, str]:
    response = reader.get(host, path)
    return response.status_code, response.get("Location", "")


def remembered() -> set[str]:
    return set(FormerAddress.objects.values_list("path", flat=True))


def test_a_renamed_page_is_found_at_its_former_address(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    rename(item, "hoi-lang-go-noi")
    answer = reader.get(HOST, "/van-hoa/hoi-lang/?nguon=in&x=%C4%91")
    assert answer.status_code == 301
    assert answer["Location"] == "/van-hoa/hoi-lang-go-noi/?nguon=in&x=%C4%91"
    assert answer["Cache-Control"] == "max-age=3600"
    assert reader.get(HOST, "/van-hoa/hoi-lang-go-noi/").status_code == 200


def test_a_draft_of_a_new_address_changes_nothing(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    item.slug = "khac"
    item.save_revision()
    assert reader.get(HOST, "/van-hoa/hoi-lang/").status_code == 200
    assert remembered() == set()


def test_a_page_never_published_leaves_no_address(living: Living) -> None:
    draft = news(living.section, "Nháp", draft=True)
    rename_draft = NewsPage.objects.get(pk=draft.pk)
    rename_draft.slug = "nhap-hai"
    rename_draft.save()
    assert remembered() == set()


def test_a_renamed_section_costs_one_row_whatever_it_holds(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    for number in range(5):
        news(living.section, f"Bài {number}")
    with CaptureQueriesContext(connection) as asked:
        rename(living.section, "van-hoa-xua")
    assert remembered() == {"van-hoa/"}
    written = [
        query["sql"] for query in asked if "core_formeraddress" in query["sql"].lower()
    ]
    assert sum(sql.startswith("INSERT") for sql in written) == 1
    assert leads_to(reader, "/van-hoa/") == (301, "/van-hoa-xua/")
    assert leads_to(reader, "/van-hoa/bai-3/") == (301, "/van-hoa-xua/bai-3/")
    assert leads_to(reader, "/van-hoa/khong-co/") == (404, "")


def test_a_moved_item_is_found_from_its_former_section(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    move(item, SectionPage.objects.get(slug="the-thao"))
    assert leads_to(reader, "/van-hoa/hoi-lang/") == (301, "/the-thao/hoi-lang/")


def test_moving_among_siblings_leaves_no_address(
    living: Living, item: NewsPage
) -> None:
    other = news(living.section, "Bài hai")
    Page.objects.get(pk=item.pk).specific.move(other, pos="right")
    assert remembered() == set()


def test_chains_end_at_once(living: Living, item: NewsPage, reader: Reader) -> None:
    for slug in ("hai", "ba", "bon"):
        rename(item, slug)
    for former in ("hoi-lang", "hai", "ba"):
        assert leads_to(reader, f"/van-hoa/{former}/") == (301, "/van-hoa/bon/")


@pytest.mark.parametrize("section_first", [True, False])
def test_item_and_section_may_both_have_left(
    living: Living, item: NewsPage, reader: Reader, *, section_first: bool
) -> None:
    steps = [
        lambda: rename(living.section, "van-hoa-xua"),
        lambda: move(item, SectionPage.objects.get(slug="the-thao")),
    ]
    for step in steps if section_first else steps[::-1]:
        step()
    assert leads_to(reader, "/van-hoa/hoi-lang/") == (301, "/the-thao/hoi-lang/")


def test_a_new_page_wins_its_address_until_it_is_gone(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    rename(item, "hoi-lang-cu")
    new = news(living.section, "Hội làng")
    assert new.slug == "hoi-lang"
    assert reader.get(HOST, "/van-hoa/hoi-lang/").status_code == 200
    rename(new, "hoi-lang-moi")  # the last to leave is who is looked for
    assert leads_to(reader, "/van-hoa/hoi-lang/") == (301, "/van-hoa/hoi-lang-moi/")


def test_a_page_back_at_its_address_forgets_it(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    rename(item, "khac")
    rename(item, "hoi-lang")
    assert remembered() == {"van-hoa/khac/"}
    assert reader.get(HOST, "/van-hoa/hoi-lang/").status_code == 200
    assert leads_to(reader, "/van-hoa/khac/") == (301, "/van-hoa/hoi-lang/")


def test_an_unpublished_or_deleted_page_is_not_found(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    rename(item, "khac")
    NewsPage.objects.get(pk=item.pk).unpublish()
    assert leads_to(reader, "/van-hoa/hoi-lang/") == (404, "")
    take_away(NewsPage.objects.get(pk=item.pk))
    assert leads_to(reader, "/van-hoa/hoi-lang/") == (404, "")
    assert remembered() == set()


def test_sections_that_changed_places_lead_nobody_in_circles(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    sport = SectionPage.objects.get(slug="the-thao")
    for page, slug in ((living.section, "tam"), (sport, "van-hoa")):
        rename(page, slug)
    rename(living.section, "the-thao")
    assert leads_to(reader, "/van-hoa/hoi-lang/") == (301, "/the-thao/hoi-lang/")
    assert leads_to(reader, "/van-hoa/khong-co/") == (404, "")
    assert leads_to(reader, "/the-thao/khong-co/") == (404, "")


def test_a_page_that_went_to_another_portal_is_found_there(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    heir = living_portal(host="y.localhost")
    move(item, heir.section)
    assert leads_to(reader, "/van-hoa/hoi-lang/") == (
        301,
        "http://y.localhost/van-hoa/hoi-lang/",
    )


def test_a_language_keeps_its_own_addresses(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    section = SectionPageFactory.create(parent=living.in_language("en"), title="Arts")
    rename(section, "culture")
    assert leads_to(reader, "/en/arts/") == (301, "/en/culture/")
    assert leads_to(reader, "/arts/") == (404, "")


def test_a_renamed_folder_or_home_leaves_no_address(living: Living) -> None:
    rename(living.folder, "so-khac")
    assert remembered() == set()


def test_an_address_longer_than_any_page_has_is_not_looked_up(
    living: Living, item: NewsPage
) -> None:
    wanted = living.home.url_path + "a/" * LONGEST
    with CaptureQueriesContext(connection) as asked:
        assert present_url_path(wanted) is None
    assert not [query for query in asked if "formeraddress" in query["sql"]]


def test_the_search_ends_after_some_steps(living: Living) -> None:
    """Each section left its place to the next one, further than anybody follows."""
    last = STEPS + 1
    for number in range(last):
        FormerAddress.objects.create(
            home_id=living.home.pk,
            path=f"muc-{number}/",
            page=SectionPageFactory.create(
                parent=living.home, slug=f"muc-{number + 1}", bare=True
            ),
        )
    section = SectionPage.objects.get(slug=f"muc-{last}")
    news(section, "Xa", slug="xa")
    home = living.home.url_path
    assert present_url_path(f"{home}muc-0/xa/") is None
    assert present_url_path(f"{home}muc-2/xa/") == f"{home}muc-{last}/xa/"


def test_an_address_never_left_costs_one_more_query(
    living: Living, item: NewsPage, django_assert_num_queries
) -> None:
    wanted = f"{living.section.url_path}khong-co/"
    present_url_path(wanted)  # now the portal is remembered
    with django_assert_num_queries(1):
        assert present_url_path(wanted) is None
