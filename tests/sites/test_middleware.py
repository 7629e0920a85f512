"""Whose request it is: the house's, one portal's, or nobody's (T10, T11)."""

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.models import Site

from sites.middleware import NOBODY, NOTHING, language_in, split_host
from sites.models import PortalHostname, PortalStatus
from sites.services import change_status
from sites.snapshots import take_snapshot
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory
from tests.factories.portals import Living, living_portal
from tests.factories.trials import admit
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def ha_noi() -> Living:
    return living_portal(host="vhtt-hanoi.localhost")


@pytest.mark.parametrize(
    ("host", "name", "port"),
    [
        ("a.localhost", "a.localhost", 0),
        ("a.localhost:9000", "a.localhost", 9000),
        ("A.LocalHost.", "a.localhost", 0),
        ("a.localhost.:80", "a.localhost", 80),
        ("[::1]:8000", "[::1]", 8000),
        ("[::1]", "[::1]", 0),
        ("", "", 0),
    ],
)
def test_a_host_is_a_name_in_small_letters_and_a_port(
    host: str, name: str, port: int
) -> None:
    assert split_host(host) == (name, port)


@pytest.mark.parametrize(
    "host",
    [
        "khac.localhost",
        "vhtt-hanoi.localhost.example",
        "hanoi.localhost",
        "192.0.2.7",
        "a b",  # not a hostname at all
    ],
)
@pytest.mark.parametrize("path", ["/", "/admin/", "/van-hoa/", "/-/song"])
def test_an_unknown_host_is_nobodys(
    ha_noi: Living, reader: Reader, host: str, path: str
) -> None:
    response = reader.get(host, path)
    assert response.status_code == 404
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == NOBODY


def test_there_is_no_default_site(ha_noi: Living) -> None:
    assert not Site.objects.filter(is_default_site=True).exists()


@pytest.mark.parametrize(
    "host",
    [
        "vhtt-hanoi.localhost",
        "VHTT-HaNoi.LocalHost",
        "vhtt-hanoi.localhost:9000",
        "vhtt-hanoi.localhost.",
    ],
)
def test_a_portal_answers_at_its_host_however_it_is_written(
    ha_noi: Living, reader: Reader, host: str
) -> None:
    response = reader.get(host)
    assert response.status_code == 200
    assert ha_noi.unit.name in response.content.decode()
    assert "X-Robots-Tag" not in response


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_second_hostname_leads_to_the_canonical_one(
    ha_noi: Living, reader: Reader, method: str
) -> None:
    PortalHostname.objects.create(portal=ha_noi.portal, hostname="vh.localhost")
    response = reader.ask(method, "VH.localhost", "/van-hoa/?page=2&q=%C4%91")
    assert response.status_code == 301
    assert response["Location"] == (
        "http://vhtt-hanoi.localhost/van-hoa/?page=2&q=%C4%91"
    )


def test_a_second_hostname_takes_no_form(ha_noi: Living, reader: Reader) -> None:
    PortalHostname.objects.create(portal=ha_noi.portal, hostname="vh.localhost")
    response = reader.post("vh.localhost", "/", data={"a": "b"})
    assert response.status_code == 404
    assert response.content.decode() == NOBODY


def test_a_double_slash_does_not_lead_to_another_host(
    ha_noi: Living, reader: Reader
) -> None:
    PortalHostname.objects.create(portal=ha_noi.portal, hostname="vh.localhost")
    response = reader.get("vh.localhost", "/", PATH_INFO="//evil.example/")
    assert response["Location"] == "http://vhtt-hanoi.localhost/%2Fevil.example/"


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/demo/vao-vai/"])
def test_doors_of_the_house_do_not_exist_on_a_portal(
    ha_noi: Living, reader: Reader, path: str
) -> None:
    reader.client.force_login(UserFactory.create(superuser=True))
    assert reader.get("localhost", "/admin/").status_code == 200
    response = reader.get(ha_noi.host, path)
    assert response.status_code == 404
    assert response.content.decode() == NOTHING


def test_the_house_shows_the_directory(ha_noi: Living, reader: Reader) -> None:
    response = reader.get("localhost")
    assert response.status_code == 200
    assert response.templates[0].name == "directory.html"
    assert "vhtt-hanoi.localhost" in response.content.decode()


@pytest.mark.parametrize("path", ["/van-hoa/", "/-/0000000000/", "/-/mau.css"])
def test_the_house_has_no_pages_of_its_own(
    ha_noi: Living, reader: Reader, path: str
) -> None:
    assert reader.get("localhost", path).status_code == 404


@pytest.mark.parametrize("path", ["/fr/", "/en/", "/fr/van-hoa/", "/vi/"])
def test_a_language_that_is_not_enabled_is_not_found(
    ha_noi: Living, reader: Reader, path: str
) -> None:
    """T11: Wagtail would answer 200 with Vietnamese text."""
    assert reader.get(ha_noi.host, path).status_code == 404


def test_the_language_of_an_address_is_its_prefix(reader: Reader) -> None:
    two = living_portal("vi", "en")
    assert 'lang="en"' in reader.get(two.host, "/en/").content.decode()
    assert 'lang="vi"' in reader.get(two.host, "/").content.decode()


@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "vi"), ("/en/", "en"), ("/en", "en"), ("/english/", "vi"), ("/fr/", "vi")],
)
def test_only_an_enabled_prefix_is_a_language(path: str, language: str) -> None:
    snapshot = take_snapshot(living_portal("vi", "en").portal.pk)
    assert snapshot is not None
    assert language_in(path, snapshot) == language


def test_a_suspended_portal_is_not_available(ha_noi: Living, reader: Reader) -> None:
    item = NewsPageFactory.create(parent=ha_noi.section)
    change_status(portal=ha_noi.portal, status=PortalStatus.SUSPENDED)
    for path in ("/", "/van-hoa/", f"/van-hoa/{item.slug}/"):
        response = reader.get(ha_noi.host, path)
        assert response.status_code == 503
        assert item.title not in response.content.decode()


def test_a_portal_on_trial_is_not_indexed(reader: Reader) -> None:
    trial = living_portal(status=PortalStatus.TRIAL)
    assert reader.get(trial.host)["X-Robots-Tag"] == "noindex, nofollow"
    admit(reader.client, trial.portal)
    for path, status in (("/", 200), ("/khong-co/", 404)):
        response = reader.get(trial.host, path)
        assert response.status_code == status
        assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.fixture
def ports(settings: Settings) -> None:
    settings.PORTAL_PORTS_FROM = 8001


@pytest.mark.usefixtures("ports")
def test_a_port_stands_in_for_a_hostname(ha_noi: Living, client: Client) -> None:
    second = living_portal()
    names = [ha_noi.unit.name, second.unit.name]
    for port, name in enumerate(names, start=8001):
        response = client.get("/", headers={"host": f"localhost:{port}"})
        assert response.status_code == 200
        assert f"<title>{name}" in " ".join(response.content.decode().split())


@pytest.mark.usefixtures("ports")
@pytest.mark.parametrize("port", [8000, 8003])
def test_any_other_port_is_the_house(ha_noi: Living, client: Client, port: int) -> None:
    living_portal()
    response = client.get("/", headers={"host": f"localhost:{port}"})
    assert response.templates[0].name == "directory.html"


@pytest.mark.usefixtures("ports")
def test_a_portals_port_has_no_door_of_the_house(
    ha_noi: Living, client: Client
) -> None:
    response = client.get("/admin/", headers={"host": "localhost:8001"})
    assert response.status_code == 404


def test_ports_stand_in_for_nothing_where_they_are_not_set(
    ha_noi: Living, client: Client
) -> None:
    response = client.get("/", headers={"host": "localhost:8001"})
    assert response.templates[0].name == "directory.html"
