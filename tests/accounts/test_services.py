"""Writes about accounts."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from cms.accounts import services
from cms.accounts.models import AccountState
from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.users.models import User
from tests.accounts.conftest import keeper, log_in, person, visitor, with_app
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def last_seen(days: float, *, joined: float = 400) -> User:
    """Return somebody whose last login lies so many days back."""
    user: User = UserFactory.create()
    now = timezone.now()
    User.objects.filter(pk=user.pk).update(
        last_login=now - timedelta(days=days), date_joined=now - timedelta(days=joined)
    )
    return user


def never_seen(joined: float) -> User:
    user = last_seen(0, joined=joined)
    User.objects.filter(pk=user.pk).update(last_login=None)
    return user


def test_accounts_nobody_used_for_45_days_are_disabled() -> None:
    idle = {last_seen(46).pk, never_seen(46).pk}
    used = {last_seen(44).pk, never_seen(44).pk}
    reopened = last_seen(90)
    services.count_idle_days_anew(user=reopened)
    disabled = services.disable_idle_accounts()
    assert {user.pk for user in disabled} == idle
    active = set(User.objects.filter(is_active=True).values_list("pk", flat=True))
    assert active >= used | {reopened.pk}
    assert not active & idle
    told = SecurityEntry.objects.filter(kind=Kind.ACCOUNT_DISABLED)
    assert [entry.facts for entry in told] == [{"reason": "idle"}] * 2
    assert services.disable_idle_accounts() == []


def test_none_is_disabled_where_the_setting_says_so(settings: Settings) -> None:
    settings.IDLE_ACCOUNT_DAYS = 0
    last_seen(4_000)
    assert services.disable_idle_accounts() == []


def test_finding_them_costs_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(5):
        last_seen(10)
    with django_assert_num_queries(1):
        services.disable_idle_accounts()


def test_disabling_ends_every_session() -> None:
    user, other = keeper(), keeper()
    client, neighbour = visitor(), visitor()
    log_in(client, user)
    log_in(neighbour, other)
    services.disable_account(user=user, reason="moved")
    assert client.get("/admin/").status_code == 302
    assert neighbour.get("/admin/").status_code == 200
    assert Session.objects.count() == UserSession.objects.count() == 1


def test_enabling_counts_the_days_anew_and_is_told() -> None:
    user = last_seen(50)
    services.disable_idle_accounts()
    user.refresh_from_db()
    services.enable_account(user=user)
    assert services.disable_idle_accounts() == []
    assert SecurityEntry.objects.filter(kind=Kind.ACCOUNT_RESTORED).count() == 1
    assert AccountState.objects.get(user=user).idle_from is not None


def test_ending_all_sessions_but_one() -> None:
    user = keeper()
    clients = [visitor() for _ in range(3)]
    for client in clients:
        log_in(client, user)
    kept = clients[1].session.session_key or ""
    assert services.end_sessions(user=user, besides=kept) == 2
    inside = [client.get("/admin/").status_code == 200 for client in clients]
    assert inside == [False, True, False]
    assert SecurityEntry.objects.filter(kind=Kind.SESSION_ENDED).count() == 2


def test_breaking_the_glass_is_written_down_whatever_it_changed() -> None:
    user = person()
    with_app(user)
    facts = services.break_glass(
        user=user, address=None, enable=False, without_factors=True
    )
    assert facts == (False, 1)
    assert not user.authenticator_set.exists()
    entry = SecurityEntry.objects.get(kind=Kind.BREAK_GLASS)
    assert entry.facts == {"locked": False, "enabled": False, "factors": 1}
