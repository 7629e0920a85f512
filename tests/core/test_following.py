"""What readers are shown to follow a portal and its sections with."""

import pytest
from bs4 import BeautifulSoup

from cms.core.models import EditorialRecord
from cms.pages.models import SectionPage
from sites.models import PortalStatus
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    living = living_portal("vi", "en")
    NewsPageFactory.create(parent=living.section)
    return living


def ways(reader: Reader, living: Living, path: str, place: str) -> list[str]:
    """Return the addresses in one place, each of which answers as what it says it is."""
    html = reader.get(living.host, path).content.decode()
    links = BeautifulSoup(html, "html.parser").select(f"{place} .follow a")
    for link in links:
        answer = reader.get(living.host, str(link["href"]))
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(str(link["type"]))
    return [str(link["href"]) for link in links]


def code_of(section: SectionPage) -> str:
    key = section.translation_key
    return str(EditorialRecord.objects.get(translation_key=key).code)


def test_the_footer_leads_to_the_portals_feeds(living: Living, reader: Reader) -> None:
    feeds = ["/-/tin.atom", "/-/tin.rss"]
    assert ways(reader, living, "/", "footer") == feeds
    SectionPageFactory.create(parent=living.home, title="Lịch", lists="events")
    calendar = "/-/lich.ics"
    assert ways(reader, living, "/", "footer") == [*feeds, calendar]
    assert ways(reader, living, "/khong-co/", "footer") == [*feeds, calendar]
    english = ["/en/-/tin.atom", "/en/-/tin.rss"]  # its sections list no event
    assert ways(reader, living, "/en/", "footer") == english


@pytest.mark.parametrize(
    ("lists", "files"),
    [("news", ["tin.atom", "tin.rss"]), ("events", ["lich.ics"]), ("pages", [])],
)
def test_a_sections_head_leads_to_its_own(
    living: Living, reader: Reader, lists: str, files: list[str]
) -> None:
    section = SectionPageFactory.create(parent=living.home, title="Mục", lists=lists)
    wanted = [f"/-/{code_of(section)}/{file}" for file in files]
    assert ways(reader, living, "/muc/", ".sect-head") == wanted


def test_links_of_one_page_are_told_apart(living: Living, reader: Reader) -> None:
    SectionPageFactory.create(parent=living.home, title="Lễ hội")
    html = reader.get(living.host, "/le-hoi/").content.decode()
    links = BeautifulSoup(html, "html.parser").select(".follow a")
    assert [link.get_text() for link in links] == [
        "Atom: Lễ hội",
        "RSS: Lễ hội",
        "Atom: toàn Cổng",
        "RSS: toàn Cổng",
    ]


def test_a_suspended_portal_can_t_be_followed(reader: Reader) -> None:
    living = living_portal(status=PortalStatus.SUSPENDED)
    assert b"follow" not in reader.get(living.host, "/").content
