"""Login by the organisation's own provider, over HTTP: people who are known, nobody new."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.users.models import User
from tests.accounts.conftest import (
    code,
    is_inside,
    keeper,
    leads_to,
    send_code,
    visitor,
    with_app,
)
from tests.accounts.provider import CLIENT, SECRET, Provider, running
from tests.admin import soup, words

pytestmark = pytest.mark.django_db
DOOR = "/admin/oidc/oidc/login/"


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    """Run a provider that knows a person, and let the house lead there."""
    claims = {"sub": "s-1", "email": "ha@tinh.example", "email_verified": True}
    with running(Provider(claims)) as started:
        app = {
            "provider_id": "oidc",
            "name": "Tỉnh",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": started.url},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
        }
        yield started


def enter(client: Client, next_page: str = "") -> Any:
    """Go to the provider and come back, as a browser does."""
    sent = client.post(f"{DOOR}?process=login&next={next_page}")
    answer = requests.get(sent["Location"], allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    return client.get(f"{back.path}?{back.query}")


def test_a_known_person_gets_in_and_is_known_by_subject_from_then_on(
    provider: Provider,
) -> None:
    user = keeper(email="Ha@tinh.example")
    client = visitor()
    assert enter(client, "/admin/pages/")["Location"] == "/admin/pages/"
    assert client.get("/admin/").status_code == 200
    assert SocialAccount.objects.get().user == user
    User.objects.update(email="")
    again = visitor()
    enter(again)
    assert is_inside(again)
    password = User.objects.get(pk=user.pk).password
    assert password == user.password


@pytest.mark.parametrize(
    ("email", "verified", "active", "twins"),
    [
        ("la@tinh.example", True, True, 1),  # nobody has it
        ("ha@tinh.example", False, True, 1),  # not verified by the provider
        ("ha@tinh.example", True, False, 1),  # closed
        ("ha@tinh.example", True, True, 2),  # nobody knows whose
    ],
)
def test_a_stranger_is_told_so_and_nothing_is_made(
    provider: Provider, email: str, *, verified: bool, active: bool, twins: int
) -> None:
    provider.claims |= {"email": email, "email_verified": verified}
    for _ in range(twins):
        keeper(email="ha@tinh.example", is_active=active)
    people = User.objects.count()
    client = visitor()
    response = enter(client)
    assert response.status_code == 403
    assert "chưa có tài khoản của bạn" in words(response)
    assert not is_inside(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (people, 0)
    assert SecurityEntry.objects.filter(kind=Kind.LOGIN_FAILED).count() == 1


def test_a_closed_account_stays_closed_for_a_known_subject(provider: Provider) -> None:
    keeper(email="ha@tinh.example")
    enter(visitor())
    User.objects.update(is_active=False)
    client = visitor()
    assert leads_to(enter(client), "account_inactive")
    assert not is_inside(client)


@pytest.mark.parametrize(
    ("claimed", "is_asked"),
    [
        ({"amr": ["pwd"]}, True),
        ({}, True),
        ({"amr": ["pwd", "otp"]}, False),
        ({"acr": "cao"}, False),
    ],
)
def test_the_second_factor_is_asked_for_unless_the_provider_vouches(
    provider: Provider,
    demanding: Settings,
    claimed: dict[str, Any],
    *,
    is_asked: bool,
) -> None:
    demanding.OIDC_MFA_CLAIMS = ["otp", "cao"]
    provider.factor = claimed
    secret = with_app(keeper(email="ha@tinh.example"))
    client = visitor()
    assert leads_to(enter(client), "mfa_authenticate") is is_asked
    assert is_inside(client) is not is_asked
    if is_asked:
        send_code(client, code(secret))
    assert client.get("/admin/").status_code == 200


def test_without_a_factor_and_without_a_voucher_one_is_set_up_first(
    provider: Provider, demanding: Settings
) -> None:
    keeper(email="ha@tinh.example")
    client = visitor()
    enter(client)
    assert leads_to(client.get("/admin/"), "mfa_index")


def test_a_refusal_of_the_provider_is_said_in_plain_words(provider: Provider) -> None:
    provider.refuses = True
    client = visitor()
    response = enter(client)
    assert response.status_code == 403
    assert "chưa cho bạn vào" in words(response)
    assert not is_inside(client)


def test_nobody_joins_a_subject_to_an_account_by_hand(provider: Provider) -> None:
    """Else a stolen session could leave a second way in behind."""
    client = visitor()
    client.force_login(keeper(email="khac@tinh.example"))
    sent = client.post(f"{DOOR}?process=connect")
    answer = requests.get(sent["Location"], allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    assert client.get(f"{back.path}?{back.query}").status_code == 403
    assert not SocialAccount.objects.exists()


def test_the_button_is_there_only_with_a_provider(provider: Provider) -> None:
    page = visitor().get(reverse("account_login"))
    assert soup(page).select(f'form[action^="{DOOR}"]')
    assert "Đăng nhập bằng Tỉnh" in words(page)


def test_without_a_provider_there_is_no_button_and_no_address() -> None:
    page = visitor().get(reverse("account_login"))
    assert not soup(page).select(f'form[action^="{DOOR}"]')
    assert visitor().post(DOOR).status_code == 404
