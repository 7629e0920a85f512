"""A portal on trial is for those who are invited, at every one of its doors."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from cms.core.models import EditorialRecord, Event
from cms.provisioning.models import TrialInvitation
from cms.provisioning.passes import cookie_name, token_of
from cms.provisioning.services.trials import withdraw_guest
from sites.directory import directory
from sites.models import Capability, PortalStatus
from sites.services import change_status
from tests.admin import admin_client
from tests.factories.core import EventFactory
from tests.factories.events import EventPageFactory
from tests.factories.media import DocumentFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal
from tests.factories.trials import TrialInvitationFactory, admit, knock
from tests.plugins.kept import kept
from tests.plugins.readers import Reader
from tests.tenancy.surfaces import surfaces

pytestmark = pytest.mark.django_db

SECRET = "Chuyện chưa công bố"
ITEM = "/van-hoa/chuyen/"
FOR_ONE = "private, no-store"
OPEN_DOORS = {"robots.txt", ".well-known/security.txt", "-/song", "-/mau.css"}


@pytest.fixture
@kept
def trial() -> Living:
    living = living_portal(status=PortalStatus.TRIAL, host="thu.example")
    NewsPageFactory.create(parent=living.section, title=SECRET, slug="chuyen")
    return living


def filled(template: str) -> str:
    """Return an address with something in each of its places."""
    return "/" + re.sub(r"%\(\w+\)s", "1", template)


PATHS = sorted(
    {
        *(filled(surface.template) for surface in surfaces()),
        *("/", "/van-hoa/", "/van-hoa/chuyen/", "/khong-co/", "/sitemap.xml"),
        *("/-/tin.atom", "/-/tim-kiem/?q=chuyện", "/api/v1/pages/", "/-/lich.ics"),
        *("/media/images/x.png", "/-/so-do/", "/sitemap-news.xml", "/ROBOTS.TXT"),
    }
)


# Addresses of the house’s own hosts: on a portal there is nothing at them.
HOUSE = ("/admin/", "/demo/", "/duyet-ngoai/")


def test_every_door_is_shut_to_strangers(reader: Reader, trial: Living) -> None:
    """Also those that features will add: the addresses are read from the patterns."""
    assert len(PATHS) > 200
    for path in PATHS:
        if path.strip("/") in OPEN_DOORS or path.startswith(HOUSE):
            continue
        for method in ("get", "post", "head"):
            answer = reader.ask(method, trial.host, path)
            assert answer.status_code == 403, (method, path)
            assert SECRET.encode() not in answer.content, path
            assert answer["Cache-Control"] == FOR_ONE, path
            assert answer["X-Robots-Tag"] == "noindex, nofollow"
            assert "ETag" not in answer


def test_the_open_doors_say_nothing_of_it(reader: Reader, trial: Living) -> None:
    for path in sorted(OPEN_DOORS):
        answer = reader.get(trial.host, f"/{path}")
        assert answer.status_code in {200, 404}, path
        assert SECRET.encode() not in answer.content
    assert b"Disallow: /\n" in reader.get(trial.host, "/robots.txt").content


def test_the_page_that_says_so_wears_the_portals_dress(
    reader: Reader, trial: Living
) -> None:
    page = reader.get(trial.host).content.decode()
    assert "Cổng đang chạy thử" in page
    assert trial.unit.name in page
    assert "Văn hóa" not in page.partition("<main")[2]
    assert 'href="/van-hoa/"' not in page


def test_who_is_invited_reads_a_marked_portal(reader: Reader, trial: Living) -> None:
    admit(reader.client, trial.portal)
    shown = reader.get(trial.host, ITEM).content.decode()
    assert SECRET in shown
    assert "chạy thử" in shown
    for path in ("/", ITEM, "/-/tin.atom", "/api/v1/pages/", "/sitemap.xml"):
        answer = reader.get(trial.host, path)
        assert answer.status_code == 200, path
        assert answer["Cache-Control"] == FOR_ONE
        assert "ETag" not in answer


def test_a_link_hands_over_a_pass_and_is_counted(trial: Living) -> None:
    client, other = Client(), Client()
    invitation = TrialInvitationFactory.create(portal=trial.portal)
    answer = knock(client, trial.portal, token_of(invitation))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    snapshot = directory.portal(trial.portal.pk)
    assert snapshot is not None
    cookie = client.cookies[cookie_name(snapshot)]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["expires"]
    client.head(f"/-/xem-thu/{token_of(invitation)}/", headers={"host": trial.host})
    knock(other, trial.portal, token_of(invitation))
    invitation.refresh_from_db()
    assert invitation.openings == 2
    assert invitation.last_opened_at is not None


def test_a_withdrawn_invitation_shuts_the_door_at_once(
    reader: Reader, trial: Living
) -> None:
    invitation = admit(reader.client, trial.portal)
    assert reader.get(trial.host).status_code == 200
    withdraw_guest(invitation=invitation)
    assert reader.get(trial.host).status_code == 403
    assert knock(Client(), trial.portal, token_of(invitation)).status_code == 403
    invitation.refresh_from_db()
    assert invitation.openings == 1


@pytest.mark.parametrize("case", ["expired", "forged", "another", "nonce", "salt"])
def test_what_is_no_invitation_opens_nothing(
    reader: Reader, trial: Living, case: str
) -> None:
    invitation = admit(reader.client, trial.portal)
    token = token_of(invitation)
    snapshot = directory.portal(trial.portal.pk)
    assert snapshot is not None
    if case == "expired":
        TrialInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif case == "forged":
        token = reader.client.cookies[cookie_name(snapshot)] = f"{token[:-2]}xx"
    elif case == "another":
        other = living_portal(status=PortalStatus.TRIAL)
        TrialInvitation.objects.update(portal=other.portal)
    elif case == "nonce":
        TrialInvitation.objects.update(nonce="another")
    else:  # a link is no pass
        reader.client.cookies[cookie_name(snapshot)] = token
        assert reader.get(trial.host).status_code == 403
        return
    assert reader.get(trial.host).status_code == 403
    assert knock(reader.client, trial.portal, token).status_code == 403


def test_a_pass_opens_no_other_trial(reader: Reader, trial: Living) -> None:
    other = living_portal(status=PortalStatus.TRIAL)
    admit(reader.client, trial.portal)
    assert reader.get(trial.host).status_code == 200
    assert reader.get(other.host).status_code == 403


def test_a_session_of_the_house_is_no_pass(trial: Living) -> None:
    """On portals nobody is logged in (ADR 0028), the unit's own people included."""
    client = admin_client(person_of(trial.unit, Capability.EDITOR))
    assert client.get("/", headers={"host": trial.host}).status_code == 403


def test_kept_pages_and_refusals_never_meet(
    settings: Settings, reader: Reader, trial: Living
) -> None:
    """What one reader was answered is answered to nobody else."""
    settings.PAGE_CACHE = True
    cache.clear()
    guest = Reader(Client())
    admit(guest.client, trial.portal)
    for _round in range(2):
        assert reader.get(trial.host, ITEM).status_code == 403
        assert SECRET in guest.get(trial.host, ITEM).content.decode()
    change_status(portal=trial.portal, status=PortalStatus.OPEN)
    for one in (reader, guest):
        answer = one.get(trial.host, ITEM)
        assert answer.status_code == 200
        assert "X-Robots-Tag" not in answer
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    change_status(portal=trial.portal, status=PortalStatus.TRIAL)
    assert reader.get(trial.host, ITEM).status_code == 403


def test_other_portals_show_nothing_of_it(reader: Reader, trial: Living) -> None:
    """Events are shared between portals; those of a trial wait for its opening."""
    open_one = living_portal()
    event: Event = EventFactory.create(unit=trial.unit)
    page = EventPageFactory.create(parent=trial.section, event=event, title=SECRET)
    item = NewsPageFactory.create(parent=open_one.section, event=event)
    path = f"/{open_one.section.slug}/{item.slug}/"
    assert SECRET not in reader.get(open_one.host, path).content.decode()
    code = EditorialRecord.objects.get(translation_key=page.translation_key).code
    assert reader.get(open_one.host, f"/-/{code}/").status_code == 404
    change_status(portal=trial.portal, status=PortalStatus.OPEN)
    assert reader.get(open_one.host, f"/-/{code}/").status_code == 301


def test_documents_of_a_trial_are_for_its_guests_and_people(
    reader: Reader, trial: Living
) -> None:
    paper = DocumentFactory.create(
        collection=trial.portal.collection, file=ContentFile(b"mat", "ke-hoach.txt")
    )
    other = living_portal()
    path = f"/tai-lieu/{paper.pk}/{paper.filename}"
    for host in (trial.host, other.host, "localhost"):
        assert reader.get(host, path).status_code in {403, 404}, host
    guest = Reader(Client())
    admit(guest.client, trial.portal)
    own = admin_client(person_of(trial.unit, Capability.EDITOR))
    for shown in (guest.get(trial.host, path), own.get(path)):
        assert shown.status_code == 200
        assert shown.getvalue() == b"mat"
    stranger = admin_client(person_of(other.unit, Capability.EDITOR))
    assert stranger.get(path).status_code == 404
