"""What pages tell search engines and networks, read by somebody else's parser."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import extruct
import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.test import RequestFactory

from cms.core.models import EditorialRecord, EventStatus
from cms.news.models import NewsPage
from cms.pages.models import SectionPage
from media_library.sharing import SHARED
from sites.directory import directory
from sites.models import Branding, Regime, Unit
from tests.factories.core import EventFactory, TopicFactory
from tests.factories.events import EventPageFactory
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory
from tests.factories.portals import Living, UnitFactory, living_portal, locale
from tests.factories.publishing import publish
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

HOST = "vhtt.localhost"
BASE = "http://vhtt.localhost"
PUBLISHED = datetime(2026, 11, 18, 1, 30, tzinfo=UTC)
DANGEROUS = "Hội </script><script>alert(1)</script> & <!-- làng"


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en", host=HOST)


@pytest.fixture
def item(living: Living) -> NewsPage:
    made: NewsPage = NewsPageFactory.create(
        parent=living.section,
        title="Hội làng Gò Nổi",
        summary="Ba ngày hội.",
        authors=("Hạ Miên",),
        topics=[TopicFactory.create(name="Lễ hội")],
        lead_image=ImageFactory.create(size=(1600, 1000)),
        published_at=PUBLISHED,
    )
    return made


def html_of(reader: Reader, path: str) -> str:
    response = reader.get(HOST, path)
    assert response.status_code == 200
    return response.content.decode()


def things(reader: Reader, path: str) -> dict[str, Any]:
    """Return what the page says of things, by their kinds."""
    found = extruct.extract(html_of(reader, path), syntaxes=["json-ld"])["json-ld"]
    [document] = found
    assert document["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in document["@graph"]}


def head(reader: Reader, path: str) -> BeautifulSoup:
    found = BeautifulSoup(html_of(reader, path), "html.parser").head
    assert found is not None
    return found  # type: ignore[return-value]


def properties(reader: Reader, path: str) -> dict[str, Any]:
    found = extruct.extract(html_of(reader, path), syntaxes=["opengraph"])["opengraph"]
    return dict(found[0]["properties"])


def test_an_article_is_described_in_full(item: NewsPage, reader: Reader) -> None:
    url = f"{BASE}/van-hoa/{item.slug}/"
    code = EditorialRecord.objects.get(translation_key=item.translation_key).code
    article = things(reader, f"/van-hoa/{item.slug}/")["NewsArticle"]
    assert article["headline"] == "Hội làng Gò Nổi"
    assert article["mainEntityOfPage"] == article["url"] == url
    assert article["identifier"] == f"{BASE}/-/{code}"
    assert datetime.fromisoformat(article["datePublished"]) == PUBLISHED
    assert datetime.fromisoformat(article["dateModified"]) >= PUBLISHED
    assert [author["name"] for author in article["author"]] == ["Hạ Miên"]
    assert article["author"][0]["@type"] == "Person"
    assert article["publisher"] == {"@id": f"{BASE}/#don-vi"}
    assert article["articleSection"] == "Văn hóa"
    assert article["keywords"] == ["Lễ hội"]
    assert article["inLanguage"] == "vi"
    [picture] = article["image"]
    assert picture.startswith(f"{BASE}/media/images/")
    assert picture.endswith(".jpg")
    assert "isBasedOn" not in article


def test_a_republished_article_names_what_it_is_based_on(
    living: Living, reader: Reader
) -> None:
    page = NewsPageFactory.create(
        parent=living.section,
        authors=(),
        origin="republished",
        source_name="Báo Quê Nhà",
        source_url="https://bao.example/hoi",
        source_published_at=PUBLISHED,
    )
    path = f"/van-hoa/{page.slug}/"
    article = things(reader, path)["NewsArticle"]
    assert article["isBasedOn"] == "https://bao.example/hoi"
    assert article["author"] == [{"@id": f"{BASE}/#don-vi"}]
    canonical = head(reader, path).select_one("link[rel=canonical]")
    assert canonical is not None
    assert canonical["href"] == f"{BASE}{path}"


def test_the_way_down_is_told(item: NewsPage, reader: Reader) -> None:
    path = f"/van-hoa/{item.slug}/"
    steps = things(reader, path)["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Trang chủ", f"{BASE}/"),
        (2, "Văn hóa", f"{BASE}/van-hoa/"),
        (3, "Hội làng Gò Nổi", f"{BASE}{path}"),
    ]


@pytest.mark.parametrize(
    ("regime", "kind"),
    [
        (Regime.STATE, "GovernmentOrganization"),
        (Regime.PARTY, "Organization"),
        (Regime.MASS, "Organization"),
    ],
)
def test_the_owner_is_what_the_law_says(
    regime: Regime, kind: str, reader: Reader
) -> None:
    unit: Unit = UnitFactory.create(regime=regime)
    living_portal(host=HOST, unit=unit)
    Branding.objects.update(phone="(024) 3900 0000", email="banbientap@vhtt.example")
    owner = things(reader, "/")[kind]
    assert owner["@id"] == f"{BASE}/#don-vi"
    assert owner["name"] == f"{unit.name} (vi)"
    assert owner["telephone"] == "(024) 3900 0000"
    assert owner["email"] == "banbientap@vhtt.example"
    assert owner["address"]["streetAddress"] == "Số 1, đường Trần Phú"
    assert owner["parentOrganization"]["name"] == "Ủy ban nhân dân thành phố"


def test_the_home_page_can_be_searched(living: Living, reader: Reader) -> None:
    site = things(reader, "/en/")["WebSite"]
    assert site["url"] == f"{BASE}/en/"
    assert site["inLanguage"] == "en"
    action = site["potentialAction"]
    assert action["target"]["urlTemplate"].startswith(f"{BASE}/en/")
    assert action["target"]["urlTemplate"].endswith("?q={search_term_string}")
    assert "WebSite" not in things(reader, "/van-hoa/")


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (EventStatus.SCHEDULED, "https://schema.org/EventScheduled"),
        (EventStatus.POSTPONED, "https://schema.org/EventPostponed"),
        (EventStatus.CANCELLED, "https://schema.org/EventCancelled"),
    ],
)
def test_an_event_is_described(
    status: EventStatus, told: str, living: Living, reader: Reader
) -> None:
    event = EventFactory.create(unit=living.unit)
    page = EventPageFactory.create(parent=living.section, event=event, status=status)
    thing = things(reader, f"/van-hoa/{page.slug}/")["Event"]
    assert thing["name"] == "Hội làng Gò Nổi"
    assert datetime.fromisoformat(thing["startDate"]) == event.starts_at
    assert datetime.fromisoformat(thing["endDate"]) == event.ends_at
    assert thing["eventStatus"] == told
    assert thing["location"] == {
        "@type": "Place",
        "name": "Đình Gò Nổi",
        "address": "Đình Gò Nổi",
    }
    assert thing["organizer"]["name"] == "Ủy ban nhân dân xã Gò Nổi"


def test_nothing_in_a_title_ends_the_script(living: Living, reader: Reader) -> None:
    page = NewsPageFactory.create(
        parent=living.section, title=DANGEROUS, summary=DANGEROUS
    )
    path = f"/van-hoa/{page.slug}/"
    html = html_of(reader, path)
    assert "<script>alert" not in html
    assert things(reader, path)["NewsArticle"]["headline"] == DANGEROUS
    assert properties(reader, path)["og:title"] == DANGEROUS
    [script] = BeautifulSoup(html, "html.parser").select("head script")
    assert script["type"] == "application/ld+json"
    assert json.loads(script.get_text())


def test_networks_are_told_what_to_show(item: NewsPage, reader: Reader) -> None:
    told = properties(reader, f"/van-hoa/{item.slug}/")
    assert told["og:type"] == "article"
    assert told["og:title"] == "Hội làng Gò Nổi"
    assert told["og:description"] == "Ba ngày hội."
    assert told["og:url"] == f"{BASE}/van-hoa/{item.slug}/"
    assert told["og:locale"] == "vi_VN"
    assert told["og:image"].startswith(f"{BASE}/media/images/")
    assert (told["og:image:width"], told["og:image:height"]) == ("720", "450")
    assert told["og:image:alt"] == "Sân đình lát gạch dưới nắng sớm"
    assert datetime.fromisoformat(told["article:published_time"]) == PUBLISHED
    assert told["article:tag"] == "Lễ hội"
    card = head(reader, f"/van-hoa/{item.slug}/").select_one("[name='twitter:card']")
    assert card is not None
    assert card["content"] == "summary_large_image"


def test_what_is_chosen_for_sharing_goes_first(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    item.social_title = "Đi hội thôi"
    chosen = ImageFactory.create(size=(900, 600), colour="navy")
    item.social_image = chosen
    publish(item)
    told = properties(reader, f"/van-hoa/{item.slug}/")
    assert told["og:title"] == "Đi hội thôi"
    shared = chosen.renditions.get(filter_spec=SHARED)
    assert told["og:image"] == f"{BASE}{shared.url}"
    assert (told["og:image:width"], told["og:image:height"]) == ("720", "480")
    [picture] = things(reader, f"/van-hoa/{item.slug}/")["NewsArticle"]["image"]
    assert picture == f"{BASE}{shared.url}"


def test_a_picture_that_is_lost_is_handed_on_to_nobody(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    lost = ImageFactory.create(size=(900, 600))
    lost.file.storage.delete(lost.file.name)
    item.social_image = lost
    publish(item)
    assert "og:image" not in properties(reader, f"/van-hoa/{item.slug}/")


def test_every_kind_of_page_has_its_picture_ready(
    living: Living, reader: Reader
) -> None:
    page = SectionPage.objects.get(pk=living.section.pk)
    page.listing_image = ImageFactory.create(size=(800, 500))
    publish(page)
    told = properties(reader, "/van-hoa/")
    assert (told["og:image:width"], told["og:image:height"]) == ("720", "450")


def test_a_page_without_a_picture_gives_none(living: Living, reader: Reader) -> None:
    told = properties(reader, "/van-hoa/")
    assert told["og:type"] == "website"
    assert "og:image" not in told


def test_translations_name_one_another(living: Living, reader: Reader) -> None:
    wanted = {"vi": f"{BASE}/", "en": f"{BASE}/en/", "x-default": f"{BASE}/"}
    for path in ("/", "/en/"):
        links = head(reader, path).select("link[rel=alternate][hreflang]")
        assert {link["hreflang"]: link["href"] for link in links} == wanted
    assert not head(reader, "/van-hoa/").select("link[rel=alternate][hreflang]")


def test_feeds_are_found(living: Living, reader: Reader) -> None:
    section: SectionPage = SectionPageFactory.create(
        parent=living.home, title="Lễ hội", locale=locale("vi")
    )
    code = EditorialRecord.objects.get(translation_key=section.translation_key).code

    def feeds(path: str) -> list[str]:
        links = head(reader, path).select("link[rel=alternate][title]")
        paths = [str(link["href"]).removeprefix(BASE) for link in links]
        for found in paths:
            assert reader.get(HOST, found).status_code == 200
        return paths

    assert feeds("/") == ["/-/tin.atom", "/-/tin.rss"]
    assert feeds("/en/") == ["/en/-/tin.atom", "/en/-/tin.rss"]
    assert feeds("/le-hoi/") == [
        f"/-/{code}/tin.atom",
        f"/-/{code}/tin.rss",
        "/-/tin.atom",
        "/-/tin.rss",
    ]


def canonical(reader: Reader, path: str) -> str:
    link = head(reader, path).select_one("link[rel=canonical]")
    assert link is not None
    return str(link["href"])


def test_a_page_of_a_list_has_one_address(living: Living, reader: Reader) -> None:
    for number in range(13):
        publish(
            NewsPageFactory.create(
                parent=living.section,
                bare=True,
                published_at=PUBLISHED - timedelta(days=number),
            )
        )
    assert canonical(reader, "/van-hoa/?page=1") == f"{BASE}/van-hoa/"
    assert canonical(reader, "/van-hoa/?page=2") == f"{BASE}/van-hoa/?page=2"
    assert canonical(reader, "/van-hoa/?fbclid=abc") == f"{BASE}/van-hoa/"


def test_a_narrowed_list_is_not_for_search_engines(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    robots = "meta[name=robots]"
    assert head(reader, "/van-hoa/").select_one(robots) is None
    narrowed = head(reader, "/van-hoa/?form=tin").select_one(robots)
    assert narrowed is not None
    assert narrowed["content"] == "noindex, follow"


def test_without_a_page_there_is_no_head(living: Living, rf: RequestFactory) -> None:
    tag = Template("{% load meta_tags %}{% page_head as head %}[{{ head }}]")
    request = rf.get("/", headers={"host": HOST})
    assert tag.render(Context({"request": request})) == "[None]"
    request.portal = directory.portal_at(HOST)
    request.LANGUAGE_CODE = "vi"
    assert tag.render(Context({"request": request, "page": None})) == "[None]"
