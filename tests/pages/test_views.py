"""A portal's pages and its permanent short addresses (T8, T11)."""

import pytest
from wagtail.models import PageViewRestriction

from cms.core.models import EditorialRecord
from cms.news.models import NewsPage
from cms.pages.models import HomePage
from sites.models import Branding
from sites.services import announce_portal_changed
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory, StandardPageFactory
from tests.factories.portals import Living, living_portal, locale
from tests.factories.publishing import duplicate, mirror, publish
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en", host="x.localhost")


@pytest.fixture
@kept
def item(living: Living) -> NewsPage:
    made: NewsPage = NewsPageFactory.create(parent=living.section, title="Hội làng")
    return made


def code_of(item: NewsPage) -> str:
    return EditorialRecord.objects.code_of(item.translation_key)


def in_english(living: Living, item: NewsPage) -> NewsPage:
    publish(living.section.copy_for_translation(locale("en")))
    english: NewsPage = item.copy_for_translation(locale("en"))
    english.title = "Village feast"
    english.slug = "village-feast"
    publish(english)
    return english


def leads_to(reader: Reader, path: str) -> tuple[int, str]:
    response = reader.get("x.localhost", path)
    return response.status_code, response.get("Location", "")


def test_a_page_answers_at_its_address(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    assert "Hội làng" in reader.read("x.localhost", "/van-hoa/hoi-lang/")


@pytest.mark.parametrize(
    "path",
    [
        "/khong-co/",
        "/van-hoa/hoi-lang/them/",
        "/hoi-lang/",  # an item lies in its section
        "/vi/",  # the default language has no prefix
        "/vi/van-hoa/",
        "/en/van-hoa/",  # not translated
        "/so-vhtt/vi/van-hoa/",  # the tree is nobody's business
    ],
)
def test_an_address_without_a_page_is_not_found(
    living: Living, item: NewsPage, reader: Reader, path: str
) -> None:
    assert reader.get("x.localhost", path).status_code == 404


def test_an_address_without_a_final_slash_gets_one(
    living: Living, reader: Reader
) -> None:
    assert leads_to(reader, "/van-hoa?page=1") == (301, "/van-hoa/?page=1")


def test_a_language_answers_below_its_prefix(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    in_english(living, item)
    assert "Village feast" in reader.read(
        "x.localhost", f"/en/{living.section.slug}/village-feast/"
    )
    assert reader.get("x.localhost", "/van-hoa/village-feast/").status_code == 404


def test_a_language_whose_home_is_a_draft_is_not_found(
    living: Living, reader: Reader
) -> None:
    living.in_language("en").unpublish()
    assert reader.get("x.localhost", "/en/").status_code == 404


def test_no_portal_serves_anothers_page(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    other = living_portal(sections=("Tin tức",))
    assert reader.get(other.host, "/van-hoa/hoi-lang/").status_code == 404


def test_a_draft_is_not_found(living: Living, reader: Reader) -> None:
    draft = NewsPageFactory.create(parent=living.section, draft=True)
    assert reader.get("x.localhost", f"/van-hoa/{draft.slug}/").status_code == 404


def test_a_restricted_page_asks_for_its_password(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    alias = mirror(item, parent=living.home.get_children().last())
    PageViewRestriction.objects.create(
        page=item.page_ptr, restriction_type="password", password="mat-khau"
    )
    for path in ("/van-hoa/hoi-lang/", f"/the-thao/{alias.slug}/"):
        response = reader.get("x.localhost", path)
        assert "Người lớn tuổi kể lại" not in response.content.decode()
        assert "password" in response.content.decode()
    assert reader.get("x.localhost", "/the-thao/").status_code == 200


def test_a_short_address_leads_to_the_item(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    """T8."""
    code = code_of(item)
    for path in (f"/-/{code}", f"/-/{code}/", f"/-/{code.upper()}"):
        assert leads_to(reader, path) == (301, "/van-hoa/hoi-lang/")


def test_a_short_address_follows_a_move_and_a_new_name(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    code = code_of(item)
    section = SectionPageFactory.create(parent=living.home, title="Di sản", bare=True)
    item.move(section, "last-child")
    moved = NewsPage.objects.get(pk=item.pk)
    moved.slug = "ten-moi"
    publish(moved)
    assert code_of(moved) == code
    assert leads_to(reader, f"/-/{code}") == (301, "/di-san/ten-moi/")


def test_a_short_address_follows_to_another_portal(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    """After a merger the old portal's printed addresses still lead somewhere."""
    other = living_portal(host="moi.localhost")
    item.move(other.section, "last-child")
    assert leads_to(reader, f"/-/{code_of(item)}") == (
        301,
        "http://moi.localhost/van-hoa/hoi-lang/",
    )


def test_a_copy_is_an_item_of_its_own(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    copy = duplicate(item, update_attrs={"slug": "ban-sao"})
    assert code_of(copy) != code_of(item)
    assert EditorialRecord.objects.get(code=code_of(copy)).page_id == copy.pk
    assert leads_to(reader, f"/-/{code_of(copy)}") == (301, "/van-hoa/ban-sao/")
    assert leads_to(reader, f"/-/{code_of(item)}") == (301, "/van-hoa/hoi-lang/")


def test_a_translation_shares_the_code_below_its_prefix(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    code = code_of(item)
    assert leads_to(reader, f"/en/-/{code}")[0] == 404
    english = in_english(living, item)
    assert code_of(english) == code
    assert leads_to(reader, f"/en/-/{code}") == (
        301,
        f"/en/{living.section.slug}/village-feast/",
    )
    assert leads_to(reader, f"/-/{code}") == (301, "/van-hoa/hoi-lang/")


@pytest.mark.parametrize(
    "path",
    [
        "/-/0000000000",
        "/-/000000000/",  # nine characters
        "/-/00000000000/",  # eleven
        "/-/",
        "/fr/-/{code}",  # a language that is not enabled
        "/-/{code}/x/",
    ],
)
def test_an_unknown_short_address_is_not_found(
    living: Living, item: NewsPage, reader: Reader, path: str
) -> None:
    asked = path.format(code=code_of(item))
    assert reader.get("x.localhost", asked).status_code == 404


def test_a_short_address_of_what_is_not_live_is_not_found(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    code = code_of(item)
    item.unpublish()
    assert leads_to(reader, f"/-/{code}")[0] == 404
    item.delete()
    assert leads_to(reader, f"/-/{code}")[0] == 404


def test_a_homes_short_address_leads_home(living: Living, reader: Reader) -> None:
    home = HomePage.objects.get(pk=living.home.pk)
    publish(home)
    code = EditorialRecord.objects.code_of(home.translation_key)
    assert leads_to(reader, f"/-/{code}") == (301, "/")


def test_a_portals_own_accent_is_a_style_sheet(living: Living, reader: Reader) -> None:
    assert reader.get("x.localhost", "/-/mau.css").status_code == 404
    Branding.objects.filter(portal=living.portal).update(accent_light="#00509e")
    announce_portal_changed(portal_id=living.portal.pk)
    response = reader.get("x.localhost", "/-/mau.css")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    light, _at, dark = response.content.decode().partition("scheme: dark")
    for token in ("accent", "band", "camp"):
        assert f"--{token}: #00509e;" in light
    assert "--accent:" not in dark
    assert "--band: #002447;" in dark


def test_the_folder_is_never_served(living: Living, reader: Reader) -> None:
    """T1."""
    for path in (f"/{living.folder.slug}/", f"/{living.folder.slug}/vi/"):
        assert reader.get("x.localhost", path).status_code == 404


def test_a_page_of_text_lies_directly_below_home(
    living: Living, reader: Reader
) -> None:
    StandardPageFactory.create(parent=living.home, title="Giới thiệu")
    assert "Giới thiệu" in reader.read("x.localhost", "/gioi-thieu/")
