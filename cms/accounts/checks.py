"""Whether the door is as safe as it should be, said at the start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning as Caution, register

from cms.accounts.permissions import SUPERUSER
from sites.models import Capability

KNOWN = {SUPERUSER, *map(str, Capability)}
# Who has to prove more than a password (TCVN 14423:2026; “all admins”).
DEMANDED = frozenset(
    {
        SUPERUSER,
        *(Capability.UNIT_ADMIN, Capability.PUBLISHER),
        *(Capability.HEAD_OF_UNIT, Capability.STANDING_OFFICE),
    }
)


def start() -> None:
    register(factor_words_are_known)
    register(factors_are_demanded, Tags.security, deploy=True)
    register(weaknesses_have_an_address, Tags.security, deploy=True)


def factor_words_are_known(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """dinh.E005: a word that names no role would silently demand nothing."""
    unknown = sorted(set(settings.MFA_REQUIRED_FOR) - KNOWN - {"nobody"})
    return [
        Error(
            f"MFA_REQUIRED_FOR names “{word}”, which is no role.",
            hint=f"Known are: {', '.join(sorted(KNOWN))}.",
            id="dinh.E005",
        )
        for word in unknown
    ]


def factors_are_demanded(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """dinh.W001: somebody with much power gets in with a password alone."""
    missing = sorted(DEMANDED - set(settings.MFA_REQUIRED_FOR))
    if not missing:
        return []
    return [
        Caution(
            f"No second factor is demanded of: {', '.join(missing)}.",
            hint="Leave MFA_REQUIRED_FOR unset, or add them.",
            id="dinh.W001",
        )
    ]


def weaknesses_have_an_address(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """dinh.W002: nobody can tell where to report a weakness (RFC 9116)."""
    if settings.SECURITY_CONTACT:
        return []
    return [
        Caution(
            "SECURITY_CONTACT is not set: /.well-known/security.txt does not exist.",
            hint="Set it to an e-mail address or an https address.",
            id="dinh.W002",
        )
    ]
