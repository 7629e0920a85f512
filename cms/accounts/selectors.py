"""Questions about accounts that span people and what the door knows of them."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from cms.accounts.factors import has_factor
from cms.accounts.models import AccountState
from cms.accounts.permissions import is_administrator
from cms.accounts.stay import PasswordDue
from cms.users.models import User


def state_of(user: User) -> AccountState | None:
    return AccountState.objects.filter(user=user).first()


def dormant_people(now: datetime) -> QuerySet[User]:
    """Return active accounts nobody used for too long (TCVN 14423:2026: 45 days).

    An account that was never used counts from the day it was made, and one that was
    opened again from that day.
    """
    if not settings.IDLE_ACCOUNT_DAYS:
        return User.objects.none()
    limit = now - timedelta(days=settings.IDLE_ACCOUNT_DAYS)
    unused = Q(last_login__lt=limit) | Q(last_login=None)
    reopened = AccountState.objects.filter(idle_from__gte=limit)
    return (
        User.objects.filter(unused, is_active=True, date_joined__lt=limit)
        .exclude(pk__in=reopened.values("user"))
        .order_by("username")
    )


def password_due(user: User, now: datetime) -> PasswordDue:
    """Return why the person has to choose another password now, if so."""
    if not settings.PASSWORD_CHANGE_WHEN_DUE or not user.has_usable_password():
        return PasswordDue.NOT
    state = state_of(user)
    if state is None or state.password_is_given:
        return PasswordDue.GIVEN
    if is_administrator(user) and _is_old(state, now):
        return PasswordDue.OLD
    if not state.password_stands_alone and not has_factor(user):
        return PasswordDue.WEAK
    return PasswordDue.NOT


def idle_limit(user: User) -> timedelta:
    """Return after how long without a sign of life the person's session is locked."""
    minutes = (
        settings.ADMIN_IDLE_MINUTES if is_administrator(user) else settings.IDLE_MINUTES
    )
    return timedelta(minutes=minutes)


def _is_old(state: AccountState, now: datetime) -> bool:
    days = settings.ADMIN_PASSWORD_DAYS
    return bool(days) and state.password_set_at <= now - timedelta(days=days)
