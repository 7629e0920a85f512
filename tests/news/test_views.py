"""An item as a sheet to print and as a file to keep."""

import base64
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from wagtail.models import PageViewRestriction

from cms.core.models import EditorialRecord, Origin
from cms.news.models import NewsPage
from sites.directory import directory
from sites.models import PortalStatus
from tests.factories.core import TopicFactory
from tests.factories.events import EventPageFactory
from tests.factories.media import ImageFactory, MediaFactory, figure
from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import publish, store
from tests.news.models.test_page import SOURCE
from tests.plugins.kept import kept
from tests.plugins.readers import Reader, words

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en")


def code_of(item: Any) -> str:
    return EditorialRecord.objects.get(translation_key=item.translation_key).code


def full_item(living: Living, **fields: Any) -> NewsPage:
    item: NewsPage = NewsPageFactory.create(
        parent=living.section,
        title="Hội làng",
        slug="hoi-lang",
        lead_image=ImageFactory.create(),
        lead_caption="Sân đình.",
        body=[
            ("text", "<p>Đám rước đi từ bến sông.</p>"),
            figure(ImageFactory.create(colour="blue"), caption="Bến sông."),
            ("accordion", {"items": [{"title": "Lệ phí?", "text": "<p>Không.</p>"}]}),
            ("video", {"video": MediaFactory.create(), "caption": "Phim."}),
        ],
        **fields,
    )
    return item


def soup_of(response: HttpResponse) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_the_article_offers_both(living: Living, reader: Reader) -> None:
    item = full_item(living)
    page = soup_of(reader.get(living.host, "/van-hoa/hoi-lang/"))
    offered = [link["href"] for link in page.select(".tools > a")]
    code = code_of(item)
    assert offered == [f"/-/{code}/luu/", f"/-/{code}/ban-in/"]


@pytest.mark.parametrize("what", ["ban-in", "luu"])
def test_both_hold_the_whole_item(living: Living, reader: Reader, what: str) -> None:
    item = full_item(living, origin=Origin.REPUBLISHED, **SOURCE)
    item.topics.set([TopicFactory.create(name="Lễ hội")])
    store(item)
    code = code_of(item)
    page = soup_of(reader.get(living.host, f"/-/{code}/{what}/"))
    assert page.h1 is not None
    assert page.h1.text == "Hội làng"
    text = words(str(page.main))
    for told in (
        *("Hạ Miên", "Sân đình.", "Đám rước đi từ bến sông.", "Bến sông.", "Không."),
        *("Báo Tỉnh", "Lễ hội", f"http://{living.host}/-/{code}"),
    ):
        assert told in text
    assert len(page.select("img")) == 2
    assert page.select_one("details")["open"] == ""  # type: ignore[index]
    assert not page.select("video, nav, form, script, source")
    assert page.select_one("link[rel=canonical]")["href"] == item.full_url  # type: ignore[index]


def test_the_sheet_is_dressed_and_loads_its_pictures_at_once(
    living: Living, reader: Reader
) -> None:
    item = full_item(living)
    response = reader.get(living.host, f"/-/{code_of(item)}/ban-in/")
    page = soup_of(response)
    assert response["X-Robots-Tag"] == "noindex"
    assert not page.select("img[loading]")
    assert page.select_one(".hint a")["href"] == "/van-hoa/hoi-lang/"  # type: ignore[index]
    assert any("print.css" in str(link["href"]) for link in page.select("link"))


def test_the_file_needs_nothing_else(living: Living, reader: Reader) -> None:
    """F-03."""
    item = full_item(living)
    response = reader.get(living.host, f"/-/{code_of(item)}/luu/")
    page = soup_of(response)
    assert response["Content-Disposition"] == 'attachment; filename="hoi-lang.html"'
    assert not page.select("link[rel=stylesheet], link[rel=preload], link[rel=icon]")
    sources = [str(img["src"]).partition(",") for img in page.select("img")]
    assert {kind for kind, _comma, _data in sources} == {"data:image/webp;base64"}
    assert all(base64.b64decode(data)[8:12] == b"WEBP" for _k, _c, data in sources)
    assert "a{" not in words(str(page.main))
    assert page.style is not None
    assert page.style.text.strip()


def test_pictures_that_do_not_fit_are_told(
    living: Living, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = full_item(living)
    monkeypatch.setattr("cms.news.keepsakes.MOST_PICTURE_BYTES", 0)
    page = soup_of(reader.get(living.host, f"/-/{code_of(item)}/luu/"))
    assert not page.select("img")
    assert "2 ảnh không được kèm theo" in words(str(page.main))


def test_an_item_speaks_its_language(living: Living, reader: Reader) -> None:
    english = living.in_language("en")
    section = living.section.copy_for_translation(english.locale)
    publish(section)
    item = NewsPageFactory.create(
        parent=section, title="Village fair", locale=english.locale
    )
    code = code_of(item)
    for what in ("ban-in", "luu"):
        page = soup_of(reader.get(living.host, f"/en/-/{code}/{what}/"))
        assert page.html is not None
        assert page.html["lang"] == "en"
        assert "Published:" in words(str(page.main))
        assert reader.get(living.host, f"/-/{code}/{what}/").status_code == 404
        assert reader.get(living.host, f"/fr/-/{code}/{what}/").status_code == 404


@pytest.mark.parametrize("what", ["ban-in", "luu"])
def test_only_live_items_of_this_portal_are_given(
    living: Living, reader: Reader, what: str
) -> None:
    draft = NewsPageFactory.create(parent=living.section, draft=True)
    event = EventPageFactory.create(parent=living.section)
    foreign = NewsPageFactory.create(parent=living_portal().section)
    for item in (draft, event, foreign):
        path = f"/-/{code_of(item)}/{what}/"
        assert reader.get(living.host, path).status_code == 404
    assert reader.get(living.host, f"/-/0000000000/{what}/").status_code == 404
    assert reader.get("localhost", f"/-/{code_of(foreign)}/{what}/").status_code == 404


@pytest.mark.parametrize("what", ["ban-in", "luu"])
def test_a_private_item_stays_private(
    living: Living, reader: Reader, what: str
) -> None:
    item = full_item(living)
    PageViewRestriction.objects.create(
        page=item, restriction_type="password", password="mat-khau"
    )
    directory.forget_all()
    answer = reader.get(living.host, f"/-/{code_of(item)}/{what}/")
    assert "Đám rước" not in answer.content.decode()
    assert "Content-Disposition" not in answer


@pytest.mark.parametrize("what", ["ban-in", "luu"])
def test_a_suspended_portal_gives_nothing(reader: Reader, what: str) -> None:
    living = living_portal(status=PortalStatus.SUSPENDED)
    item = full_item(living)
    answer = reader.get(living.host, f"/-/{code_of(item)}/{what}/")
    assert answer.status_code == 503
    assert "Đám rước" not in answer.content.decode()


def queries_of(reader: Reader, host: str, path: str) -> int:
    reader.get(host, path)  # fills the process's memory
    with CaptureQueriesContext(connection) as asked:
        assert reader.get(host, path).status_code == 200
    return len(asked)


def gallery(number: int) -> tuple[str, dict[str, Any]]:
    images = [ImageFactory.create(colour=f"#{place:06x}") for place in range(number)]
    return "gallery", {"images": [figure(image)[1] for image in images]}


@pytest.mark.parametrize("what", ["", "ban-in/", "luu/"])
def test_two_hundred_pictures_cost_no_more_queries_than_two(
    living: Living, reader: Reader, what: str
) -> None:
    asked = []
    for number in (2, 200):
        item = NewsPageFactory.create(parent=living.section, body=[gallery(number)])
        path = f"/-/{code_of(item)}/{what}" if what else f"/van-hoa/{item.slug}/"
        asked.append(queries_of(reader, living.host, path))
    assert asked[0] == asked[1]
    assert asked[1] <= 10


def test_the_sheet_is_kept_until_the_item_changes_and_the_file_never(
    living: Living, reader: Reader, settings: Settings
) -> None:
    """A file holds megabytes of pictures: it would push pages out of the memory."""
    settings.PAGE_CACHE = True
    item = full_item(living)
    sheet, file = (f"/-/{code_of(item)}/{what}/" for what in ("ban-in", "luu"))
    first, second = (reader.get(living.host, sheet) for _time in range(2))
    assert first["ETag"] == second["ETag"]
    assert first.content == second.content
    assert "ETag" not in reader.get(living.host, file)
    for path in (sheet, sheet, file, file):
        assert reader.get(living.host, path)["X-Robots-Tag"] == "noindex"
    item.title = "Hội làng dời sang chiều"
    publish(item)
    for path in (sheet, file):
        page = soup_of(reader.get(living.host, path))
        assert page.h1 is not None
        assert page.h1.text == item.title
