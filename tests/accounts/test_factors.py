"""Second factors: shown at every login, used once, counted whatever happens to Redis."""

import re
import sys

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache as default_cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.urls import reverse
from pytest_django import Settings

from cms.accounts.counters import COUNTING_MODULES, security_cache
from cms.accounts.sealing import open_sealed, seal
from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from tests.accounts.conftest import (
    code,
    is_inside,
    keeper,
    leads_to,
    log_in,
    send_code,
    visitor,
    with_app,
)
from tests.admin import soup, words
from tests.operations.conftest import RedisServer

pytestmark = pytest.mark.django_db


def test_a_password_alone_does_not_open() -> None:
    user = keeper()
    secret = with_app(user)
    client = visitor()
    assert leads_to(log_in(client, user), "mfa_authenticate")
    assert not is_inside(client)
    assert send_code(client, "000000").status_code == 200
    assert not is_inside(client)
    assert send_code(client, code(secret))["Location"] == "/admin/"
    assert is_inside(client)


def test_a_code_works_once() -> None:
    user = keeper()
    secret = with_app(user)
    first, second = visitor(), visitor()
    shown = code(secret)
    for client in (first, second):
        log_in(client, user)
    send_code(first, shown)
    answer = send_code(second, shown)
    assert (is_inside(first), is_inside(second)) == (True, False)
    assert answer.status_code == 200


@pytest.mark.service_redis
def test_a_used_code_stays_used_while_redis_is_dead(redis_cache: RedisServer) -> None:
    user = keeper()
    secret = with_app(user)
    first, second = visitor(), visitor()
    shown = code(secret)
    for client in (first, second):
        log_in(client, user)
    send_code(first, shown)
    redis_cache.kill()
    send_code(second, shown)
    assert (is_inside(first), is_inside(second)) == (True, False)


@pytest.mark.service_redis
def test_guessing_codes_ends_while_redis_is_dead(redis_cache: RedisServer) -> None:
    user = keeper()
    secret = with_app(user)
    client = visitor()
    log_in(client, user)
    send_code(client, "000000")
    redis_cache.kill()
    for guess in range(1, 5):
        send_code(client, f"{guess:06}")
    send_code(client, code(secret))
    assert not is_inside(client)
    wrong = SecurityEntry.objects.filter(kind=Kind.LOGIN_FAILED)
    assert wrong.count() == 5


@pytest.mark.django_db(transaction=True)
def test_no_code_counts_while_used_ones_cannot_be_written() -> None:
    user = keeper()
    secret = with_app(user)
    client = visitor()
    client.raise_request_exception = False
    log_in(client, user)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE security_counters RENAME TO away")
    try:
        assert send_code(client, code(secret)).status_code in {200, 429, 500, 503}
        assert not is_inside(client)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE away RENAME TO security_counters")


def test_a_recovery_code_works_once() -> None:
    user = keeper()
    with_app(user)
    spare = RecoveryCodes.activate(user).generate_codes()[0]
    first, second = visitor(), visitor()
    for client in (first, second):
        log_in(client, user)
        send_code(client, spare)
    assert (is_inside(first), is_inside(second)) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_whoever_must_is_led_to_set_one_up_and_then_goes_on(
    demanding: Settings,
) -> None:
    user = keeper()
    client = visitor()
    log_in(client, user)
    assert leads_to(client.get("/admin/"), "mfa_index")
    page = client.get(reverse("mfa_activate_totp"))
    secret = str(soup(page).select_one("#authenticator_secret")["value"])  # type: ignore[index]
    refused = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert refused.status_code == 200
    assert leads_to(client.get("/admin/"), "mfa_index")
    done = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert leads_to(done, "mfa_view_recovery_codes")
    assert client.get("/admin/").status_code == 200
    spare = words(client.get(reverse("mfa_view_recovery_codes")))
    assert len(re.findall(r"\b\d{8}\b", spare)) == 10
    kinds = SecurityEntry.objects.values_list("kind", flat=True)
    assert list(kinds).count(Kind.FACTOR_ADDED) == 2  # the app, and the codes with it


def test_the_last_factor_stays_where_the_role_demands_one(demanding: Settings) -> None:
    user = keeper()
    secret = with_app(user)
    client = visitor()
    log_in(client, user)
    send_code(client, code(secret))
    response = client.post(reverse("mfa_deactivate_totp"))
    assert response.status_code == 200
    assert user.authenticator_set.count() == 1
    demanding.MFA_REQUIRED_FOR = []
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert user.authenticator_set.count() == 0


def test_secrets_are_sealed_in_the_database(settings: Settings) -> None:
    user = keeper()
    secret = with_app(user)
    stored = Authenticator.objects.get(user=user).data["secret"]
    assert secret not in stored
    assert open_sealed(stored) == secret
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert open_sealed(stored) == secret
    assert open_sealed(seal(secret)) == secret


def test_nothing_of_the_library_counts_in_the_cache_that_fails_open() -> None:
    """A new version that counts elsewhere is noticed here."""
    assert isinstance(caches["security"], DatabaseCache)
    loaded = {
        name: vars(module).get("cache")
        for name, module in sys.modules.items()
        if name.startswith("allauth.") and "providers" not in name
    }
    assert {name for name, cache in loaded.items() if cache is security_cache} == set(
        COUNTING_MODULES
    )
    assert not [name for name, cache in loaded.items() if cache is default_cache]
