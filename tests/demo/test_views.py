"""One click into a role: in the house only, by a form only."""

import importlib
from collections.abc import Iterator

import pytest
from django.http import Http404
from django.test import Client, RequestFactory, override_settings
from django.urls import NoReverseMatch, clear_url_caches, reverse

from cms import urls
from cms.demo.views import enter_role
from cms.users.models import User
from sites.directory import directory
from tests.factories.people import UserFactory
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db
ADDRESS = "/demo/vao-vai/"


@pytest.fixture
def editor(db: None) -> User:
    living_portal(host="thuvien.localhost")
    UserFactory.create(username="tv.bientap")
    return User.objects.get(username="tv.bientap")


@pytest.fixture(params=["DEMO_LOGIN", "DEMO_ALLOWED"])
def _without_demo(request: pytest.FixtureRequest) -> Iterator[None]:
    with override_settings(**{request.param: False}):
        importlib.reload(urls)
        clear_url_caches()
        yield
    importlib.reload(urls)
    clear_url_caches()


def enter(client: Client, username: str, host: str = "localhost") -> int:
    headers = {"host": host}
    return client.post(ADDRESS, {"username": username}, headers=headers).status_code


def test_the_address_is_the_forms() -> None:
    assert reverse("demo_login") == ADDRESS


def test_a_click_opens_the_administration_as_that_person(
    client: Client, editor: User
) -> None:
    response = client.post(
        ADDRESS, {"username": "tv.bientap"}, headers={"host": "localhost"}
    )
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert client.session["_auth_user_id"] == str(editor.pk)


def test_nobody_enters_from_a_portals_own_host(client: Client, editor: User) -> None:
    assert enter(client, "tv.bientap", "thuvien.localhost") == 404
    assert "_auth_user_id" not in client.session


def test_the_view_itself_refuses_a_portal(rf: RequestFactory, editor: User) -> None:
    """The middleware hides the address there; should it not, the door stays shut."""
    request = rf.post(ADDRESS, {"username": "tv.bientap"})
    request.portal = directory.portal_at("thuvien.localhost")
    assert request.portal is not None
    with pytest.raises(Http404):
        enter_role(request)


def test_an_address_alone_lets_nobody_in(client: Client, editor: User) -> None:
    response = client.get(
        ADDRESS, {"username": "tv.bientap"}, headers={"host": "localhost"}
    )
    assert response.status_code == 405
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("username", ["", "khong-co"])
def test_an_unknown_name_lets_nobody_in(
    client: Client, editor: User, username: str
) -> None:
    assert enter(client, username) == 404
    assert "_auth_user_id" not in client.session


def test_who_has_left_does_not_come_in(client: Client, editor: User) -> None:
    editor.is_active = False
    editor.save()
    assert enter(client, "tv.bientap") == 404
    assert "_auth_user_id" not in client.session


def test_a_form_of_another_site_lets_nobody_in(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    assert enter(client, "tv.bientap") == 403
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("_without_demo")
def test_without_the_demonstration_there_is_no_such_address(
    client: Client, editor: User
) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("demo_login")
    assert enter(client, "tv.bientap") == 404
