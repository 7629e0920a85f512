"""What follows from logins and from changes that allauth carries out."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils import timezone

from cms.accounts.factors import note_proof
from cms.accounts.selectors import idle_limit, password_due
from cms.accounts.services import RESET, end_sessions, unlock_account
from cms.accounts.stay import Stay
from cms.audit.kinds import Kind
from cms.audit.services import record
from cms.users.models import User


def connect() -> None:
    user_logged_in.connect(begin_stay, dispatch_uid="accounts.begin_stay")
    authenticator_added.connect(count_as_proof, dispatch_uid="accounts.proof")
    authenticator_removed.connect(tell_of_removal, dispatch_uid="accounts.removed")
    authenticator_reset.connect(tell_of_new_codes, dispatch_uid="accounts.codes")
    authentication_failed.connect(tell_of_wrong_code, dispatch_uid="accounts.wrong")
    password_changed.connect(settle_password, dispatch_uid="accounts.changed")
    password_reset.connect(open_after_reset, dispatch_uid="accounts.reset")


def begin_stay(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    now = timezone.now()
    due = password_due(user, now)
    Stay(request.session).begin(now, idle=idle_limit(user), due=due)
    if request.META.get("REMOTE_ADDR"):  # a command's own request comes from nowhere
        UserSession.objects.create_from_request(request)


def count_as_proof(
    sender: Any, request: HttpRequest, user: User, authenticator: Any, **kwargs: Any
) -> None:
    """Whoever has just set up a factor has shown it."""
    note_proof(request, user, authenticator.type)
    _tell(Kind.FACTOR_ADDED, user, request, authenticator)


def tell_of_removal(
    sender: Any, request: HttpRequest, user: User, authenticator: Any, **kwargs: Any
) -> None:
    _tell(Kind.FACTOR_REMOVED, user, request, authenticator)


def tell_of_new_codes(
    sender: Any, request: HttpRequest, user: User, authenticator: Any, **kwargs: Any
) -> None:
    _tell(Kind.CODES_RENEWED, user, request, authenticator)


def tell_of_wrong_code(
    sender: Any, request: HttpRequest, user: User, authenticator: Any, **kwargs: Any
) -> None:
    _tell(Kind.LOGIN_FAILED, user, request, authenticator)


def settle_password(
    sender: Any, request: HttpRequest, user: User, **kwargs: Any
) -> None:
    """End the other sessions; this one goes on with the password chosen in it."""
    Stay(request.session).password_is_settled()
    end_sessions(user=user, besides=request.session.session_key or "")


def open_after_reset(
    sender: Any, request: HttpRequest, user: User, **kwargs: Any
) -> None:
    """Who got the link by mail has proved more than a password guessed wrong."""
    unlock_account(user=user, why=RESET)
    end_sessions(user=user)


def _tell(kind: Kind, user: User, request: HttpRequest, authenticator: Any) -> None:
    facts = {"factor": str(authenticator.type)}
    record(kind=kind, actor=user, subject=user, request=request, facts=facts)
