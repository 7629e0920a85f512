"""What stands between a session and the administration."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as house
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from cms.accounts.models import AccountState
from cms.accounts.obstacles import ALWAYS, ENROLLING
from cms.accounts.services import set_own_password
from cms.accounts.stay import ENTERED, SEEN
from cms.pages.models import SectionPage
from cms.users.models import User
from sites.models import Capability
from tests.accounts.conftest import (
    PASSWORD,
    code,
    is_inside,
    keeper,
    leads_to,
    log_in,
    person,
    send_code,
    visitor,
    with_app,
)
from tests.admin import admin_client
from tests.factories.people import person_of
from tests.factories.portals import UnitFactory, living_portal

pytestmark = pytest.mark.django_db
XHR = {"X-Requested-With": "XMLHttpRequest"}
# Any value will do: nobody gets as far as looking for it.
SAMPLES = {
    "int": "1",
    "str": "wagtailcore",
    "slug": "wagtailcore",
    "uuid": "b0f1a7f4-5f0e-4c6f-9a3f-0e0d7a1f0b11",
}


def admin_addresses() -> dict[str, str]:
    """Return every address under /admin/ that arguments can be made up for, by name."""
    return {
        name: path
        for name, path in _walk(get_resolver().url_patterns, "/")
        if path.startswith("/admin/")
    }


def _walk(patterns: Any, before: str, space: str = "") -> Iterator[tuple[str, str]]:
    for entry in patterns:
        route = str(entry.pattern)
        if isinstance(entry, URLResolver):
            inside = f"{space}{entry.namespace}:" if entry.namespace else space
            if "(?P" not in route:
                yield from _walk(entry.url_patterns, before + route, inside)
        elif isinstance(entry, URLPattern):
            path = _filled(before + route.removeprefix("^").removesuffix("$"))
            if entry.name and not set(path) & set("(<\\"):
                yield f"{space}{entry.name}", path


def _filled(route: str) -> str:
    for kind, value in SAMPLES.items():
        while f"<{kind}:" in route:
            start = route.index(f"<{kind}:")
            route = route[:start] + value + route[route.index(">", start) + 1 :]
    return route


def test_nobody_passes_any_admin_door_without_the_second_factor(
    demanding: Settings,
) -> None:
    """The list is that of the addresses themselves: a new door joins by itself."""
    client = admin_client(keeper())
    doors = admin_addresses()
    open_doors = {name for name, path in doors.items() if not is_stopped(client, path)}
    assert len(doors) > 150
    assert open_doors <= ALWAYS | ENROLLING | {
        # For whoever is not logged in; they show or do nothing to a session.
        *("account_login", "account_inactive", "wagtailadmin_login"),
        *("account_reset_password", "account_reset_password_done"),
        *("account_reset_password_from_key_done", "wagtailadmin_password_reset"),
    }


def is_stopped(client: Client, path: str) -> bool:
    response = client.get(path, headers=XHR)
    told = response.headers.get("Content-Type") == "application/json"
    return told and response.json().get("error_code") == "second_factor"


@pytest.mark.parametrize(
    ("capability", "is_led"),
    [
        (Capability.UNIT_ADMIN, True),
        (Capability.PUBLISHER, True),
        (Capability.HEAD_OF_UNIT, True),
        (Capability.STANDING_OFFICE, True),
        (Capability.EDITOR, False),
        (Capability.CONTRIBUTOR, False),
        (Capability.AUDITOR, False),
    ],
)
def test_a_second_factor_is_demanded_of_those_with_power(
    demanding: Settings, capability: Capability, *, is_led: bool
) -> None:
    response = admin_client(person_of(UnitFactory.create(), capability)).get("/admin/")
    assert leads_to(response, "mfa_index") is is_led
    assert response.status_code == (302 if is_led else 200)


def test_a_role_given_during_a_session_demands_it_at_once(demanding: Settings) -> None:
    user = person_of(UnitFactory.create(), Capability.EDITOR)
    client = admin_client(user)
    assert client.get("/admin/").status_code == 200
    user.role_assignments.update(capability=Capability.PUBLISHER)
    assert leads_to(client.get("/admin/"), "mfa_index")


def test_programs_are_told_in_json(demanding: Settings) -> None:
    response = admin_client(keeper()).get("/admin/api/main/pages/")
    assert response.status_code == 403
    assert response.json()["error_code"] == "second_factor"
    assert response.json()["url"] == reverse("mfa_index")
    assert "hai bước" in response.json()["error_message"]


def test_an_old_session_of_somebody_enrolled_has_to_prove_it(
    demanding: Settings,
) -> None:
    """And can't enrol another factor instead."""
    user = keeper()
    client = admin_client(user)
    secret = with_app(user)
    assert leads_to(client.get("/admin/"), "mfa_reauthenticate")
    assert leads_to(client.get(reverse("mfa_add_webauthn")), "mfa_reauthenticate")
    sent = {"code": code(secret), "next": "/admin/pages/"}
    response = client.post(reverse("mfa_reauthenticate"), sent)
    assert response["Location"] == "/admin/pages/"
    assert client.get("/admin/").status_code == 200


def test_nothing_is_demanded_where_the_setting_is_empty() -> None:
    assert admin_client(keeper()).get("/admin/").status_code == 200


# ------------------------------------------------------------------------ idle sessions


def let_pass(client: Client, mark: str, **ago: float) -> None:
    """Set back a mark of the session by so much time."""
    session = client.session
    session[mark] -= timedelta(**ago).total_seconds()
    session.save()


@pytest.mark.parametrize(
    ("is_keeper", "minutes", "is_locked"),
    [
        (True, 4.5, False),
        (True, 5.1, True),
        (False, 14.5, False),
        (False, 15.1, True),
    ],
)
def test_a_session_nobody_uses_is_locked(
    *, is_keeper: bool, minutes: float, is_locked: bool
) -> None:
    user = keeper() if is_keeper else person_of(UnitFactory.create(), Capability.EDITOR)
    client = admin_client(user)
    let_pass(client, SEEN, minutes=minutes)
    response = client.get("/admin/")
    assert leads_to(response, "account_locked") is is_locked


def test_the_password_opens_it_where_one_was() -> None:
    client = admin_client(keeper())
    let_pass(client, SEEN, minutes=6)
    page = client.get(client.get("/admin/pages/?q=1")["Location"])
    assert page.context["next"] == "/admin/pages/?q=1"
    sent = {"password": PASSWORD, "next": "/admin/pages/?q=1"}
    response = client.post(reverse("account_locked"), sent)
    assert response["Location"] == "/admin/pages/?q=1"
    assert client.get("/admin/").status_code == 200


def test_a_wrong_password_leaves_it_locked_and_is_counted() -> None:
    user = keeper()
    client = admin_client(user)
    let_pass(client, SEEN, minutes=6)
    locked = reverse("account_locked")
    answers = [client.post(locked, {"password": "wrong"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert client.post(locked, {"password": PASSWORD}).status_code == 429
    assert leads_to(client.get("/admin/"), "account_locked")


def test_the_clockwork_of_an_open_editor_keeps_nothing_awake() -> None:
    client = admin_client(keeper())
    ping = "/admin/editing-sessions/ping/wagtailcore/page/1/1/"
    let_pass(client, SEEN, minutes=4)
    client.get(ping)
    client.get(reverse("account_presence"))
    let_pass(client, SEEN, minutes=2)
    assert client.get(ping, headers=XHR).status_code == 401
    assert client.get(ping, headers=XHR).json()["error_code"] == "session_locked"


def test_a_sign_of_life_keeps_it_awake_but_wakes_nothing() -> None:
    client = admin_client(keeper())
    presence = reverse("account_presence")
    let_pass(client, SEEN, minutes=4)
    assert client.post(presence).json()["idleLeft"] >= 299
    let_pass(client, SEEN, minutes=6)
    assert client.post(presence).json()["state"] == "session_locked"
    assert leads_to(client.get("/admin/"), "account_locked")


def test_no_session_lasts_longer_than_twelve_hours() -> None:
    client = admin_client(keeper())
    let_pass(client, ENTERED, hours=11.9)
    assert client.get("/admin/").status_code == 200
    let_pass(client, ENTERED, hours=0.2)
    response = client.get("/admin/pages/")
    assert leads_to(response, "account_login")
    assert "next=%2Fadmin%2Fpages%2F" in response["Location"]
    assert not is_inside(client)


def test_an_answer_of_the_presence_after_the_end() -> None:
    client = admin_client(keeper())
    let_pass(client, ENTERED, hours=13)
    response = client.get(reverse("account_presence"))
    assert (response.status_code, response.json()["state"]) == (401, "session_over")
    assert visitor().get(reverse("account_presence")).status_code == 401


# ----------------------------------------------------------------------------- passwords


@pytest.fixture
def strict(settings: Settings) -> Settings:
    settings.PASSWORD_CHANGE_WHEN_DUE = True
    return settings


def test_a_password_given_by_somebody_else_is_changed_first(strict: Settings) -> None:
    user = keeper()
    user.set_password(PASSWORD + "given")
    user.save()
    client = visitor()
    log_in(client, user, PASSWORD + "given")
    assert leads_to(client.get("/admin/"), "account_change_password")
    chosen = "Tự-tôi chọn lấy 2026"
    sent = {
        "oldpassword": PASSWORD + "given",
        "password1": chosen,
        "password2": chosen,
    }
    assert client.post(reverse("account_change_password"), sent).status_code == 302
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(("days", "is_due"), [(59, False), (61, True)])
def test_an_administrators_password_lasts_two_months(
    strict: Settings, days: int, *, is_due: bool
) -> None:
    user = keeper()
    response = with_old_password(user, days).get("/admin/")
    assert leads_to(response, "account_change_password") is is_due


def test_others_keep_theirs(strict: Settings) -> None:
    user = person_of(UnitFactory.create(), Capability.EDITOR)
    assert with_old_password(user, 400).get("/admin/").status_code == 200


def with_old_password(user: User, days: int) -> Client:
    """Return a browser in which somebody logged in with a password of that age."""
    set_own_password(user=user, password=PASSWORD)
    past = timezone.now() - timedelta(days=days)
    AccountState.objects.filter(user=user).update(password_set_at=past)
    client = visitor()
    log_in(client, user)
    return client


def test_a_short_password_needs_the_second_factor_it_was_allowed_for(
    strict: Settings,
) -> None:
    user = keeper()
    secret = with_app(user)
    set_own_password(user=user, password="Ngắn-9 ký")
    client = visitor()
    log_in(client, user, "Ngắn-9 ký")
    send_code(client, code(secret))
    assert client.get("/admin/").status_code == 200
    user.authenticator_set.all().delete()
    client = visitor()
    log_in(client, user, "Ngắn-9 ký")
    assert leads_to(client.get("/admin/"), "account_change_password")


# ------------------------------------------------------------------------- other hosts


def test_a_session_carried_to_a_portal_is_nobody_there() -> None:
    living = living_portal(sections=("Văn hóa",))
    client = admin_client(keeper())
    assert is_inside(client)
    page = client.get("/", headers={"host": living.host})
    assert page.status_code == 200
    assert page.wsgi_request.user.is_anonymous
    assert b"wagtail-userbar" not in page.content
    section = SectionPage.objects.filter(pk=living.section.pk).values()
    before = list(section)
    for method, path in (
        ("get", "/admin/"),
        ("post", f"/admin/pages/{living.section.pk}/delete/"),
        ("post", f"/admin/pages/{living.section.pk}/edit/"),
    ):
        refused = getattr(client, method)(path, headers={"host": living.host})
        assert refused.status_code == 404
        assert refused.content.decode() == "Không có trang nào ở địa chỉ này."
    assert list(section) == before
    assert client.get("/admin/").status_code == 200


def test_cookies_belong_to_one_host_only() -> None:
    client = visitor()
    cookie = log_in(client, person(superuser=True)).cookies[house.SESSION_COOKIE_NAME]
    assert cookie["domain"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_settled_session_costs_no_query_of_the_door(
    demanding: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = keeper()
    secret = with_app(user)
    client = visitor()
    log_in(client, user)
    send_code(client, code(secret))
    client.get(reverse("account_presence"))
    with django_assert_num_queries(2):  # the session and its person
        client.get(reverse("account_presence"))
