"""Writes about accounts: passwords, sessions, disabling, opening again.

Each is told to the security log in its own transaction (ADR 0027).
"""

from datetime import datetime

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.utils import reset
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms.accounts.models import AccountState, FormerPassword
from cms.accounts.selectors import dormant_people
from cms.audit.kinds import Kind
from cms.audit.services import record
from cms.users.models import User

IDLE, COMMAND, RESET = "idle", "command", "password_reset"


@transaction.atomic
def note_new_password(*, user: User, stands_alone: bool) -> None:
    """Remember the hash that is in use from now on, and that somebody gave it.

    Django tells of every new password, wherever it comes from; who chose it is known
    only to :func:`set_own_password`.
    """
    AccountState.objects.update_or_create(
        user=user,
        defaults={
            "password_set_at": timezone.now(),
            "password_is_given": True,
            "password_stands_alone": stands_alone,
        },
    )
    FormerPassword.objects.create(user=user, encoded=user.password)
    former = FormerPassword.objects.filter(user=user)
    kept = former.values_list("pk", flat=True)[: settings.PASSWORD_HISTORY]
    former.exclude(pk__in=list(kept)).delete()
    record(kind=Kind.PASSWORD_CHANGED, subject=user, request=context.request)


@transaction.atomic
def set_own_password(*, user: User, password: str) -> None:
    """Give an account the password that its person chose."""
    user.set_password(password)
    user.save(update_fields=["password"])
    AccountState.objects.filter(user=user).update(password_is_given=False)


def note_sign_of_life(*, session_key: str, now: datetime) -> None:
    """Let the owner's list of sessions say when this one was last used."""
    UserSession.objects.filter(session_key=session_key).update(last_seen_at=now)


@transaction.atomic
def end_sessions(*, user: User, besides: str = "") -> int:
    """End every session of a person; ``besides`` is the key of one that goes on.

    Returns how many were ended.
    """
    sessions = UserSession.objects.filter(user=user).exclude(session_key=besides)
    for session in sessions:
        end_session(session=session)
    return len(sessions)


@transaction.atomic
def end_session(*, session: UserSession) -> None:
    session.end()
    record(kind=Kind.SESSION_ENDED, subject=session.user, request=context.request)


@transaction.atomic
def disable_account(*, user: User, reason: str) -> None:
    """Let nobody in with this account, and end the sessions it has."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user=user)
    record(
        kind=Kind.ACCOUNT_DISABLED,
        subject=user,
        request=context.request,
        facts={"reason": reason},
    )


@transaction.atomic
def enable_account(*, user: User) -> None:
    """Open an account again; its days without a login are counted from now."""
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        record(kind=Kind.ACCOUNT_RESTORED, subject=user, request=context.request)
    count_idle_days_anew(user=user)


def count_idle_days_anew(*, user: User) -> None:
    AccountState.objects.update_or_create(
        user=user, defaults={"idle_from": timezone.now()}
    )


def disable_idle_accounts(*, now: datetime | None = None) -> list[User]:
    """Disable what nobody used for too long; return whose accounts these were."""
    found = list(dormant_people(now or timezone.now()))
    for user in found:
        disable_account(user=user, reason=IDLE)
    return found


def forget_guesses(*, username: str, address: str | None = None) -> bool:
    """Forget wrong passwords counted for a name; tell whether there were any."""
    return bool(reset(username=username, ip=address))


@transaction.atomic
def unlock_account(*, user: User, address: str | None = None, why: str) -> bool:
    """Lift a lock after wrong passwords; tell whether there was anything to lift."""
    found = forget_guesses(username=user.username, address=address)
    if found:
        record(
            kind=Kind.UNLOCKED,
            subject=user,
            request=context.request,
            facts={"why": why},
        )
    return found


@transaction.atomic
def break_glass(
    *, user: User, address: str | None, enable: bool, without_factors: bool
) -> tuple[bool, int]:
    """Let somebody in again from the machine itself; written down whatever it changed.

    Returns whether the account was locked, and how many second factors were taken away.
    """
    was_locked = unlock_account(user=user, address=address, why=COMMAND)
    if enable:
        enable_account(user=user)
    taken = reset_second_factor(user=user) if without_factors else 0
    facts = {"locked": was_locked, "enabled": enable, "factors": taken}
    record(kind=Kind.BREAK_GLASS, subject=user, facts=facts)
    return was_locked, taken


@transaction.atomic
def reset_second_factor(*, user: User) -> int:
    """Take away every second factor of somebody who lost them, and every session."""
    taken, _by_model = Authenticator.objects.filter(user=user).delete()
    end_sessions(user=user)
    record(kind=Kind.FACTOR_REMOVED, subject=user, request=context.request)
    return int(taken)
