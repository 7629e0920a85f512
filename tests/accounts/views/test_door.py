"""One door: everybody comes through it, and it says no more than it must."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from sites.models import Capability
from tests.accounts.conftest import (
    PASSWORD,
    is_inside,
    keeper,
    log_in,
    person,
    visitor,
)
from tests.admin import admin_client, words
from tests.factories.people import person_of
from tests.factories.portals import UnitFactory

pytestmark = pytest.mark.django_db
DOOR = "/admin/login/"


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/bao-mat/"])
def test_every_way_in_leads_to_the_one_door(path: str) -> None:
    response = visitor().get(path)
    assert response["Location"] == f"{DOOR}?next={path}"


def test_both_names_of_the_door_are_one_address() -> None:
    assert reverse("account_login") == reverse("wagtailadmin_login") == DOOR
    assert reverse("account_logout") == reverse("wagtailadmin_logout")
    assert reverse("account_own") == reverse("wagtailadmin_account")
    assert reverse("account_reset_password") == reverse("wagtailadmin_password_reset")


@pytest.mark.parametrize(
    "path",
    [
        "/admin/password_reset/confirm/MQ/abc-def/",  # Wagtail's own second door
        "/admin/signup/",
        "/admin/email/",
        "/admin/oidc/oidc/login/",  # no provider is set
    ],
)
def test_there_is_no_other_door(path: str) -> None:
    assert visitor().get(path).status_code in {302, 404}
    assert visitor().get(path).headers.get("Location", DOOR).startswith(DOOR)


def test_a_login_leads_where_one_wanted_to_go() -> None:
    client = visitor()
    response = log_in(client, keeper(), next="/admin/pages/")
    assert response["Location"] == "/admin/pages/"
    assert is_inside(client)


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "http://localhost.evil.example/"],
)
def test_a_login_leads_nowhere_else(elsewhere: str) -> None:
    response = log_in(visitor(), keeper(), next=elsewhere)
    assert response["Location"] == "/admin/"


def test_a_wrong_password_and_an_unknown_name_sound_alike() -> None:
    user = person()
    wrong = log_in(visitor(), user, "wrong")
    user.username = "nobody-of-this-name"
    unknown = log_in(visitor(), user, "wrong")
    assert wrong.status_code == unknown.status_code == 200
    assert words(wrong) == words(unknown)


def test_five_wrong_passwords_lock_the_account_from_everywhere(
    settings: Settings,
) -> None:
    user = keeper()
    answers = []
    for number in range(5):
        client = visitor()
        client.defaults["REMOTE_ADDR"] = f"198.51.100.{number}"
        answers.append(log_in(client, user, "wrong").status_code)
    assert answers == [200, 200, 200, 200, 429]
    client = visitor()
    response = log_in(client, user)
    assert response.status_code == 429
    assert not is_inside(client)
    assert "12 giờ" in words(response)
    assert SecurityEntry.objects.filter(kind=Kind.LOCKED_OUT).count() == 1


def test_an_unknown_name_is_locked_like_any_other() -> None:
    user = person()
    user.username = "nobody-of-this-name"
    answers = [log_in(visitor(), user, "wrong").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]


def test_a_new_password_by_mail_lifts_the_lock_once() -> None:
    user = keeper()
    for _guess in range(5):
        log_in(visitor(), user, "wrong")
    address = reset_address(user.email)
    client = visitor()
    form = client.get(address, follow=True).redirect_chain[-1][0]
    chosen = {"password1": "Khác-hẳn mật khẩu 2", "password2": "Khác-hẳn mật khẩu 2"}
    assert client.post(form, chosen).status_code == 302
    assert not is_inside(client)
    assert log_in(visitor(), user, "Khác-hẳn mật khẩu 2").status_code == 302
    again = visitor().get(address, follow=True)
    assert b"password1" not in again.content


def reset_address(email: str) -> str:
    """Ask for a new password; return the path in the mail."""
    response = visitor().post(reverse("account_reset_password"), {"email": email})
    assert response["Location"] == reverse("account_reset_password_done")
    link = next(line for line in mail.outbox[-1].body.split() if "://" in line)
    return link.removeprefix("http://localhost")


def test_the_address_in_the_mail_dies_after_eight_hours(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = reset_address(keeper().email)
    assert settings.PASSWORD_RESET_TIMEOUT == 8 * 3600
    later = timezone.localtime().replace(tzinfo=None) + timedelta(hours=8, minutes=1)
    monkeypatch.setattr(
        "django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda _: later
    )
    assert b"password1" not in visitor().get(address, follow=True).content


def test_nobody_learns_which_addresses_are_known() -> None:
    known, unknown = (
        visitor().post(reverse("account_reset_password"), {"email": email}, follow=True)
        for email in (keeper().email, "nobody@dinh.example")
    )
    assert len(mail.outbox) == 1
    assert words(known) == words(unknown)


def test_somebody_without_a_role_is_told_so() -> None:
    user = person_of(UnitFactory.create(), Capability.EDITOR)
    client = admin_client(user)
    assert client.get("/admin/").status_code == 200
    user.role_assignments.update(valid_to=timezone.now())
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403
    assert "không có vai trò" in words(response)


def test_an_account_nobody_used_for_45_days_is_closed_at_the_door() -> None:
    user = keeper()
    long_ago = timezone.now() - timedelta(days=46)
    type(user).objects.filter(pk=user.pk).update(
        last_login=long_ago, date_joined=long_ago
    )
    client = visitor()
    response = log_in(client, user)
    assert response["Location"] == reverse("account_inactive")
    assert not is_inside(client)
    user.refresh_from_db()
    assert not user.is_active
    assert "đã đóng" in words(client.get(response["Location"]))


def test_password_is_not_shown_again() -> None:
    assert PASSWORD not in log_in(visitor(), person(), PASSWORD + "x").content.decode()


def test_logging_out_is_a_deed_and_no_link() -> None:
    client = visitor()
    log_in(client, keeper())
    response = client.get(reverse("account_logout"))
    assert response.status_code == 405
    assert "sessionid" not in response.cookies
    client.post(reverse("account_logout"))
    assert not is_inside(client)
