"""People at the door: with a password, with a second factor, with a role that needs one."""

import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from cms.accounts.services import set_own_password
from cms.users.models import User
from tests.admin import HOST
from tests.factories.people import UserFactory
from tests.operations.conftest import redis_cache, redis_server

__all__ = ["redis_cache", "redis_server"]  # fixtures that the tests here ask for

PASSWORD = "Mật-khẩu thử nghiệm 1"
DEMANDING = ["superuser", "unit_admin", "publisher", "head_of_unit", "standing_office"]


def person(**values: Any) -> User:
    """Return somebody who chose a password."""
    user: User = UserFactory.create(**values)
    set_own_password(user=user, password=PASSWORD)
    return user


def keeper(**values: Any) -> User:
    """Return a superuser who chose a password."""
    return person(superuser=True, **values)


def visitor() -> Client:
    return Client(headers={"host": HOST})


def log_in(client: Client, user: User, password: str = PASSWORD, **more: str) -> Any:
    """Send the form of the login page."""
    sent = {"login": user.username, "password": password, **more}
    return client.post(reverse("wagtailadmin_login"), sent)


def is_inside(client: Client) -> bool:
    return "_auth_user_id" in client.session


def with_app(user: User) -> str:
    """Set an authenticator app up; return its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code(secret: str) -> str:
    """Return the six digits that an app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def send_code(client: Client, typed: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": typed})


def leads_to(response: Any, name: str) -> bool:
    """Tell whether an answer leads to a view, whatever it is told to come back to."""
    location = str(response.headers.get("Location", ""))
    return bool(response.status_code == 302) and location.split("?", maxsplit=1)[
        0
    ] == reverse(name)


@pytest.fixture
def demanding(settings: Settings) -> Settings:
    """Demand a second factor as production does."""
    settings.MFA_REQUIRED_FOR = list(DEMANDING)
    return settings
