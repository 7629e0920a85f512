"""Whoever only reads meets the library of their units, and no deed in it."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from cms.core.models import Event
from cms.users.models import User
from media_library.models import Image, ImageText
from sites.models import Capability
from sites.services import grant_role
from tests.admin import admin_client, soup, words
from tests.factories.core import EventFactory
from tests.factories.media import DocumentFactory, ImageFactory, MediaFactory, figure
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

READERS = (
    *(Capability.AUDITOR, Capability.FIELD_REVIEWER, Capability.TRANSLATOR),
    *(Capability.PROOFREADER, Capability.SPOKESPERSON, Capability.HEAD_OF_UNIT),
)
KINDS: dict[str, tuple[Any, str]] = {
    "images": (ImageFactory, "/admin/images/{}/"),
    "documents": (DocumentFactory, "/admin/documents/edit/{}/"),
    "media": (MediaFactory, "/admin/media/edit/{}/"),
}
DEEDS = (
    "main form, main input[type=checkbox], main a[href*='/add/'], main a[href*=delete]"
)
TITLE = "Lễ khai mạc"


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def asset(kind: str, living: Living) -> Any:
    factory, _ = KINDS[kind]
    return factory.create(collection=living.portal.collection, title=TITLE)


def address_of(kind: str, asset: Any) -> str:
    return KINDS[kind][1].format(asset.pk)


def menu_of(client: Client) -> str:
    return client.get("/admin/").content.decode()


@pytest.mark.parametrize("capability", READERS)
def test_a_reader_looks_at_the_library(
    living: Living, kind: str, asset: Any, capability: Capability
) -> None:
    KINDS[kind][0].create(collection=living_portal().portal.collection, title="Bên")
    client = admin_client(person_of(living.unit, capability))
    assert f"/admin/{kind}/" in menu_of(client)
    listed = client.get(f"/admin/{kind}/?q=")
    assert TITLE in words(listed)
    assert "Bên" not in words(listed)
    assert soup(listed).select(f'main a[href="{address_of(kind, asset)}"]')
    assert soup(listed).select(".listing input[type=checkbox], a[href*='/add/']") == []

    shown = client.get(address_of(kind, asset))
    assert shown.status_code == 200
    assert TITLE in shown.content.decode()
    assert asset.filename in words(shown)
    assert soup(shown).select(DEEDS) == []


def test_a_reader_changes_no_file(living: Living, kind: str, asset: Any) -> None:
    client = admin_client(person_of(living.unit, Capability.AUDITOR))
    rows = type(asset).objects.order_by("pk").values()
    before = list(rows)
    address = address_of(kind, asset)
    for path in (address, address.replace("edit", "delete"), f"{address}delete/"):
        answer = client.post(path, {"title": "Khác", "collection": asset.collection_id})
        assert answer.status_code in {302, 403, 404}
        assert answer.get("Location", "/admin/") == "/admin/"
    assert list(rows) == before


def test_a_file_of_another_unit_says_nothing(
    living: Living, kind: str, asset: Any
) -> None:
    stranger = person_of(living_portal().unit, Capability.AUDITOR)
    answer = admin_client(stranger).get(address_of(kind, asset))
    assert answer.status_code in {302, 403, 404}
    assert TITLE not in answer.content.decode()


def test_whoever_works_elsewhere_only_looks_here(
    living: Living, kind: str, asset: Any
) -> None:
    """A role counts in its own unit, so one list leads to both kinds of pages."""
    own = living_portal()
    person = person_of(own.unit, Capability.MEDIA_KEEPER)
    grant_role(user=person, unit=living.unit, capability=Capability.AUDITOR)
    mine = KINDS[kind][0].create(collection=own.portal.collection)
    client = admin_client(person)
    listed = soup(client.get(f"/admin/{kind}/"))
    for one in (asset, mine):
        assert listed.select(f'main a[href^="{address_of(kind, one)}"]')
    shown = client.get(address_of(kind, asset))
    assert asset.filename in words(shown)
    assert soup(shown).select(DEEDS) == []
    form = soup(client.get(address_of(kind, mine)))
    assert form.select_one("main form input[name=title]") is not None


def test_an_empty_library_says_so(living: Living, kind: str) -> None:
    client = admin_client(person_of(living.unit, Capability.AUDITOR))
    listed = client.get(f"/admin/{kind}/")
    assert "chưa đưa tệp nào vào đây" in words(listed)
    assert soup(listed).select("main a[href*='/add/']") == []


@pytest.fixture
def used(living: Living) -> Image:
    """A picture with words, shown by an item of this unit and by one of another."""
    picture: Image = ImageFactory.create(collection=living.portal.collection)
    ImageText.objects.create(
        image=picture, locale=Locale.objects.get(language_code="vi"), alt="Cờ hội"
    )
    for house, title in ((living, "Khai hội"), (living_portal(), "Tin bên")):
        NewsPageFactory.create(
            parent=house.section, title=title, body=[figure(picture)]
        )
    return picture


def test_a_reader_learns_where_a_picture_is_used(living: Living, used: Image) -> None:
    client = admin_client(person_of(living.unit, Capability.AUDITOR))
    said = words(client.get(f"/admin/images/{used.pk}/"))
    assert "96 × 60 px" in said
    assert "None" not in said
    assert "Cờ hội" in said
    assert "Khai hội" in said
    assert "Tin bên" not in said
    assert "Còn 1 nơi" in said


@pytest.fixture
@kept
def event(living: Living) -> Event:
    return EventFactory.create(unit=living.unit, name="Hội làng")


@pytest.mark.parametrize("capability", READERS[:-1])
def test_a_reader_looks_at_events(
    living: Living, event: Event, capability: Capability
) -> None:
    client = admin_client(person_of(living.unit, capability))
    listed = client.get("/admin/events/")
    assert "Hội làng" in words(listed)
    assert soup(listed).select("a[href*='/new/'], a[href*='/edit/']") == []
    said = words(client.get(f"/admin/events/inspect/{event.pk}/"))
    assert "08:00 20/11/2026" in said
    assert "Đình Gò Nổi" in said
    assert client.get(f"/admin/events/edit/{event.pk}/").status_code == 302
    assert client.get("/admin/topics/").status_code == 200


def test_events_elsewhere_do_not_exist(event: Event) -> None:
    stranger: User = person_of(living_portal().unit, Capability.AUDITOR)
    client = admin_client(stranger)
    assert client.get(f"/admin/events/inspect/{event.pk}/").status_code == 404
    assert "Hội làng" not in words(client.get("/admin/events/"))


def test_an_auditor_reads_how_pages_age(living: Living) -> None:
    NewsPageFactory.create(parent=living.section, title="Tin đã cũ")
    NewsPageFactory.create(parent=living_portal().section, title="Tin bên")
    client = admin_client(person_of(living.unit, Capability.AUDITOR))
    report = client.get("/admin/reports/aging-pages/")
    assert "Tin đã cũ" in words(report)
    assert "Tin bên" not in words(report)
    link = soup(report).select_one("main .title a[href]")
    assert link is not None
    read = client.get(str(link["href"]), follow=True)
    assert read.status_code == 200
    assert "Tin đã cũ" in read.content.decode()
