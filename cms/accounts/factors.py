"""Second factors of a person, and what this session has proved of them."""

from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from cms.users.models import User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
METHOD = "mfa"


def has_factor(user: User) -> bool:
    """Tell whether an authenticator app or a key is set up; recovery codes are none."""
    return bool(is_mfa_enabled(user, FACTORS))


def has_proved_factor(request: HttpRequest, user: User) -> bool:
    """Tell whether a second factor was shown in this session; costs no query."""
    records = get_authentication_records(request, user)
    return any(record["method"] == METHOD for record in records)


def note_proof(request: HttpRequest, user: User, kind: str) -> None:
    """Remember in the session that a factor was shown where the library does not."""
    record_authentication(request, user, METHOD, type=kind)
