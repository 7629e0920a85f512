"""Who has to prove more than others, and who may enter at all."""

from django.conf import settings

from cms.users.models import User
from sites.models import Capability
from sites.permissions import ADMIN_ACCESS
from sites.reach import reach_of

SUPERUSER = "superuser"
# “Tài khoản quản trị” of TCVN 14423:2026.
ADMINISTRATORS = frozenset({Capability.UNIT_ADMIN})


def is_administrator(user: User) -> bool:
    return user.is_superuser or bool(reach_of(user).capabilities & ADMINISTRATORS)


def must_use_second_factor(user: User) -> bool:
    """Tell whether one of the roles held now demands a second factor."""
    demanding = frozenset(settings.MFA_REQUIRED_FOR)
    if not demanding:
        return False
    if user.is_superuser:
        return SUPERUSER in demanding
    return bool(reach_of(user).capabilities & demanding)


def may_enter(user: User) -> bool:
    """Tell whether any role held now opens the administration."""
    return user.has_perm(ADMIN_ACCESS)
