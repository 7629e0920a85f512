"""The administration as people meet it: in Vietnamese, whoever wrote the screen."""

import json
import re
from functools import cache

import pytest
from bs4 import BeautifulSoup, Comment, Doctype
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.news.models import NewsPage
from tests.admin import admin_client, soup
from tests.catalogue import po
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory
from tests.factories.portals import living_portal
from tests.overlay import house

SCREENS = (
    "/admin/",
    "/admin/account/",
    "/admin/collections/",
    "/admin/documents/",
    "/admin/documents/multiple/add/",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/media/",
    "/admin/pages/{folder}/",
    "/admin/pages/{item}/edit/",
    "/admin/pages/{draft}/delete/",
    "/admin/pages/{item}/history/",
    "/admin/pages/{item}/move/",
    "/admin/pages/search/?q=không+có",
    "/admin/reports/locked/",
    "/admin/reports/site-history/",
    "/admin/reports/page-types-usage/",
    "/admin/users/",
)
# Read by people, not by machines.
ATTRIBUTES = ("aria-label", "title", "placeholder", "alt")
UNSEEN = ("script", "style", "template", "svg", "code", "[hidden]")
CATALOGUE = re.compile(r"newcatalog = (\{.*?\n  \});", re.DOTALL)


@cache
def english(domain: str) -> frozenset[str]:
    """Return the messages whose English nobody should read any more."""
    return frozenset(
        " ".join(message.msgid.split())
        for message in po.read(house.source(domain)).values()
        if message.msgid and message.translation.casefold() != message.msgid.casefold()
    )


def shown(page: BeautifulSoup) -> set[str]:
    """Return every text and label on a screen, blanks put together."""
    for tag in page.select(", ".join(UNSEEN)):
        tag.decompose()
    texts = {
        " ".join(text.split())
        for text in page.find_all(string=True)
        if not isinstance(text, Comment | Doctype)
    }
    labels = {
        str(tag[name])
        for tag in page.find_all()
        for name in ATTRIBUTES
        if tag.get(name)
    }
    return texts | labels


@pytest.mark.django_db
def test_no_screen_shows_a_message_in_english() -> None:
    living = living_portal()
    item = NewsPageFactory.create(parent=living.section)
    draft = NewsPageFactory.create(parent=living.section, draft=True)
    ImageFactory.create()
    DocumentFactory.create()
    keeper = admin_client(UserFactory.create(superuser=True))
    found = {}
    for screen in SCREENS:
        address = screen.format(folder=living.folder.pk, item=item.pk, draft=draft.pk)
        response = keeper.get(address)
        assert response.status_code == 200, address
        if left := shown(soup(response)) & english("django"):
            found[address] = left
    assert not found


@pytest.mark.django_db
def test_what_a_screen_says_is_what_the_overlay_says() -> None:
    living = living_portal()
    draft = NewsPageFactory.create(parent=living.section, draft=True)
    page = admin_client(UserFactory.create(superuser=True)).get(
        f"/admin/pages/{draft.pk}/delete/"
    )
    texts = shown(soup(page))
    assert {"Xóa", "Không xóa"} <= texts


@pytest.mark.django_db
def test_what_no_catalogue_reaches_is_vietnamese_too() -> None:
    """Wagtail prints Python's ``None``, and a hint that it never hands to gettext."""
    item = NewsPageFactory.create(parent=living_portal().section)
    NewsPage.objects.filter(pk=item.pk).update(last_published_at=timezone.now())
    ImageFactory.create(title="Đình làng")
    keeper = admin_client(UserFactory.create(superuser=True))

    report = soup(keeper.get("/admin/reports/aging-pages/"))
    (row,) = (row for row in report.select("tbody tr") if item.title in row.text)
    assert row.select("td")[3].text.split() == ["Hệ", "thống"]

    grid = soup(keeper.get("/admin/images/chooser/results/?multiple=1"))
    (hint,) = {str(label["title"]) for label in grid.select("ul.images label")}
    assert hint.endswith("Đình làng")
    assert not hint.startswith("Select")
    (box,) = grid.select("input[name=id]")
    assert box["title"] == "Chọn Đình làng"


@pytest.mark.django_db
def test_the_scripts_of_the_editor_speak_vietnamese() -> None:
    """Wagtail names its own catalogue; Django adds ``LOCALE_PATHS`` to any it names."""
    served = _catalogue("vi")
    said = {
        message.msgid: [message.translation] if message.plural else message.translation
        for message in po.read(house.source("djangojs")).values()
        if message.msgid
    }
    assert served["Page explorer"] == "Cây trang"
    assert served["%(num)s error"] == ["%(num)s lỗi"]
    assert len(said) > 100
    assert {msgid: served.get(msgid) for msgid in said} == said


@pytest.mark.django_db
def test_whoever_prefers_english_gets_the_scripts_in_english() -> None:
    assert not set(_catalogue("en")) & english("djangojs")


def _catalogue(language: str) -> dict[str, object]:
    user = UserFactory.create(superuser=True)
    UserProfile.objects.create(user=user, preferred_language=language)
    script = admin_client(user).get("/admin/jsi18n/").content.decode()
    assert "django.gettext" in script
    (found,) = CATALOGUE.findall(script) or ["{}"]
    catalogue: dict[str, object] = json.loads(found)
    return catalogue
