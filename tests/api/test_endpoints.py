"""Pages as JSON: the portal's own, live and public, and nothing of the desk."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.core.models import EditorialRecord
from cms.news.models import NewsPage
from sites.models import PortalStatus
from sites.services import change_status
from tests.factories.media import ImageFactory, figure
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory, StandardPageFactory
from tests.factories.people import UserFactory
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.factories.publishing import mirror, publish
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

PAGES = "/api/v1/pages/"


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en")


@pytest.fixture
@kept
def item(living: Living) -> NewsPage:
    made: NewsPage = NewsPageFactory.create(
        parent=living.section, title="Hội làng", summary="Một câu."
    )
    return made


def answer(reader: Reader, host: str, path: str = PAGES) -> Any:
    response: Any = reader.get(host, path)
    assert response.status_code == 200, response.content
    return response.json()


def listed(reader: Reader, host: str, query: str = "") -> set[int]:
    found = answer(reader, host, f"{PAGES}?limit=50{query}")["items"]
    return {page["id"] for page in found}


def test_every_live_page_of_the_portal_is_listed(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    draft = NewsPageFactory.create(parent=living.section, draft=True)
    foreign = NewsPageFactory.create(parent=living_portal().section)
    home = living.home.pk
    sections = {page.pk for page in living.home.get_children()} | {home}
    english = living.in_language("en").pk
    found = listed(reader, living.host)
    assert found == {*sections, item.pk, english}
    assert not {draft.pk, foreign.pk, living.folder.pk} & found


@pytest.mark.parametrize("kind", ["draft", "foreign", "folder"])
def test_what_is_not_listed_is_not_told_either(
    living: Living, reader: Reader, kind: str
) -> None:
    page = {
        "draft": lambda: NewsPageFactory.create(parent=living.section, draft=True),
        "foreign": lambda: NewsPageFactory.create(parent=living_portal().section),
        "folder": lambda: living.folder,
    }[kind]()
    assert reader.get(living.host, f"{PAGES}{page.pk}/").status_code == 404
    find = f"{PAGES}find/?id={page.pk}"
    assert reader.get(living.host, find).status_code == 404


def test_a_restricted_page_is_not_told_under_any_name(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    section = SectionPageFactory.create(parent=living.home, title="Kín", bare=True)
    inner = NewsPageFactory.create(parent=section)
    alias = mirror(item, parent=living.home.get_children().last().get_prev_sibling())
    for page in (item, section):
        PageViewRestriction.objects.create(
            page=page.page_ptr, restriction_type="password", password="mat-khau"
        )
    found = listed(reader, living.host)
    hidden = {item.pk, section.pk, inner.pk, alias.pk}
    assert not hidden & found
    for key in hidden:
        assert reader.get(living.host, f"{PAGES}{key}/").status_code == 404


def test_an_item_is_told_as_readers_see_it(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    image = ImageFactory.create()
    item.body = [("text", "<p>Một.</p>"), figure(image, caption="Sân")]
    publish(item)
    told = answer(reader, living.host, f"{PAGES}{item.pk}/")
    assert (told["title"], told["summary"], told["form"]) == (
        "Hội làng",
        "Một câu.",
        "tin",
    )
    assert told["meta"]["type"] == "news.NewsPage"
    assert told["meta"]["html_url"] == item.full_url
    text, picture = (block["value"] for block in told["body"])
    assert text == "<p>Một.</p>"
    assert (picture["caption"], picture["image"]["id"]) == ("Sân", str(image.public_id))


def test_an_item_names_who_issued_it(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    own = {"name": living.unit.name, "symbol": "SVHTT", "until": None}
    told = answer(reader, living.host, f"{PAGES}{item.pk}/")
    assert told["meta"]["issuer"] == own
    former = UnitFactory.create(valid_to=date(2025, 6, 30))
    records = EditorialRecord.objects.filter(page_id=item.pk)
    records.update(issuing_unit=former, issuing_name="Hội quận", issuing_symbol="BTV")
    issuer = {"name": "Hội quận", "symbol": "BTV", "until": "2025-06-30"}
    told = answer(reader, living.host, f"{PAGES}{item.pk}/")
    assert told["meta"]["issuer"] == issuer
    records.update(issuing_unit=None)
    told = answer(reader, living.host, f"{PAGES}{item.pk}/")
    assert told["meta"]["issuer"] is None


def test_issuers_of_a_list_come_with_their_items(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    NewsPageFactory.create(parent=living.section)
    with CaptureQueriesContext(connection) as queries:
        items = answer(reader, living.host, f"{PAGES}?type=news.NewsPage&fields=issuer")
    names = [one["meta"]["issuer"]["name"] for one in items["items"]]
    assert names == [living.unit.name] * 2
    asked = [query for query in queries if "core_editorialrecord" in query["sql"]]
    assert len(asked) == 1


def test_a_draft_of_a_live_page_is_not_told(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    draft = item.get_latest_revision_as_object()
    draft.title = "Chưa công bố"
    draft.save_revision()
    assert answer(reader, living.host, f"{PAGES}{item.pk}/")["title"] == "Hội làng"
    assert "Chưa công bố" not in str(answer(reader, living.host))


def test_nothing_of_the_desk_is_told(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    person = UserFactory.create(full_name="Người chịu trách nhiệm")
    EditorialRecord.objects.filter(page_id=item.pk).update(
        liable_person=person, is_sensitive=True, tier_reason="Lý do riêng"
    )
    told = str(answer(reader, living.host, f"{PAGES}{item.pk}/?fields=*"))
    for secret in ("Người chịu trách nhiệm", "Lý do riêng", "sensitive", "liable"):
        assert secret not in told


def test_an_address_is_found(living: Living, item: NewsPage, reader: Reader) -> None:
    found = reader.get(living.host, f"{PAGES}find/?html_path=/van-hoa/hoi-lang/")
    assert found.status_code == 302
    assert found["Location"] == f"http://{living.host}{PAGES}{item.pk}/?"


def test_pages_can_be_asked_for_by_kind(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    StandardPageFactory.create(parent=living.home)
    assert listed(reader, living.host, "&type=news.NewsPage") == {item.pk}
    below = f"&type=news.NewsPage&child_of={living.section.pk}"
    assert listed(reader, living.host, below) == {item.pk}


def test_another_portals_tree_cannot_be_asked_for(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    other = living_portal()
    foreign = NewsPageFactory.create(parent=other.section)
    for query in (f"child_of={other.section.pk}", f"descendant_of={other.home.pk}"):
        assert reader.get(living.host, f"{PAGES}?{query}").status_code == 400
    assert foreign.pk not in listed(reader, living.host, f"&site={other.host}")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_for_reading(
    living: Living, item: NewsPage, reader: Reader, method: str
) -> None:
    response = reader.ask(method, living.host, f"{PAGES}{item.pk}/")
    assert response.status_code == 405
    assert NewsPage.objects.get(pk=item.pk).title == "Hội làng"


def test_the_house_has_no_pages_to_tell(living: Living, reader: Reader) -> None:
    assert reader.get("localhost", PAGES).status_code == 404


def test_a_suspended_portal_tells_nothing(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    change_status(portal=living.portal, status=PortalStatus.SUSPENDED)
    for path in (PAGES, f"{PAGES}{item.pk}/"):
        assert reader.get(living.host, path).status_code == 404


def test_no_more_than_fifty_at_once(living: Living, reader: Reader) -> None:
    assert reader.get(living.host, f"{PAGES}?limit=51").status_code == 400


def test_a_stretch_that_begins_beyond_all_numbers_is_refused(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    refused = reader.get(living.host, f"{PAGES}?offset={10**19}")
    assert refused.status_code == 400
    assert "offset" in refused.content.decode()
    assert answer(reader, living.host, f"{PAGES}?offset={10**8}")["items"] == []
