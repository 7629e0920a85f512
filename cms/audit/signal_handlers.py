"""What Django and the guard against guessing tell about the door."""

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import (
    user_logged_in,
    user_logged_out,
    user_login_failed,
)
from django.http import HttpRequest

from cms.audit.kinds import Kind
from cms.audit.services import record
from cms.users.models import User


def logged_in(
    sender: Any, user: User, request: HttpRequest | None = None, **kwargs: Any
) -> None:
    """Nobody gets in unwritten: a failure here ends the request without a session."""
    record(kind=Kind.LOGGED_IN, actor=user, subject=user, request=request)


def logged_out(
    sender: Any, user: User | None, request: HttpRequest | None = None, **kwargs: Any
) -> None:
    if user is not None:
        record(kind=Kind.LOGGED_OUT, actor=user, subject=user, request=request)


def login_failed(
    sender: Any,
    credentials: dict[str, Any],
    request: HttpRequest | None = None,
    **kwargs: Any,
) -> None:
    """Write whose account was tried, if there is one of that name.

    An unknown name is not kept: passwords are typed into that field by mistake. What is
    tried while the pair of name and address is locked isn't checked at all, and the lock
    itself stands in the log: a guesser can't fill it.
    """
    if _is_locked_already(request):
        return
    account = _account(credentials.get("username"))
    record(
        kind=Kind.LOGIN_FAILED,
        subject=account,
        request=request,
        facts={"known": account is not None},
    )


def locked_out(
    sender: Any, request: HttpRequest, username: str | None, **kwargs: Any
) -> None:
    """Write when a lock begins; each knock at the locked door repeats the signal."""
    if _is_locked_already(request):
        return
    account = _account(username)
    record(
        kind=Kind.LOCKED_OUT,
        subject=account,
        request=request,
        facts={"known": account is not None},
    )


def _is_locked_already(request: HttpRequest | None) -> bool:
    """Tell whether the lock is older than this attempt, which was then not counted."""
    locked = bool(getattr(request, "axes_locked_out", False))
    return locked and getattr(request, "axes_failures_since_start", None) is None


def _account(name: Any) -> User | None:
    return User.objects.filter(username=name).first() if name else None


def connect() -> None:
    user_logged_in.connect(logged_in, dispatch_uid="audit_logged_in")
    user_logged_out.connect(logged_out, dispatch_uid="audit_logged_out")
    user_login_failed.connect(login_failed, dispatch_uid="audit_login_failed")
    user_locked_out.connect(locked_out, dispatch_uid="audit_locked_out")
