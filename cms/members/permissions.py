"""Who runs the people of a unit, and what they may give away."""

from django.contrib.auth.models import AbstractUser

from sites.models import Capability, RoleAssignment, Unit
from sites.permissions import allow
from sites.policies import UnitPolicy
from sites.querysets import UnitQuerySet
from sites.reach import reach_of
from sites.selectors import units_allowing

ADMINISTRATORS = (Capability.UNIT_ADMIN, Capability.STANDING_OFFICE)
READERS = (*ADMINISTRATORS, Capability.AUDITOR)
VIEW, CHANGE = "portals.view_roleassignment", "portals.change_roleassignment"

# Given from above, and by nobody at the place they are held for: who directs a whole
# province, and who looks over its shoulder.
FROM_ABOVE_ONLY = frozenset({Capability.STANDING_OFFICE, Capability.AUDITOR})

PEOPLE = UnitPolicy(RoleAssignment, ("change", "view"))


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow(READERS, VIEW)
    allow(ADMINISTRATORS, CHANGE)


def units_shown_to(user: AbstractUser) -> UnitQuerySet:
    """Return the units whose people somebody may see."""
    return units_allowing(user, VIEW, CHANGE)


def units_run_by(user: AbstractUser) -> UnitQuerySet:
    """Return the units whose people somebody may invite, re-role and suspend."""
    return units_allowing(user, CHANGE)


def may_run(user: AbstractUser, unit: Unit) -> bool:
    return units_run_by(user).filter(pk=unit.pk).exists()


def grantable(user: AbstractUser, unit: Unit) -> list[Capability]:
    """Return the capabilities somebody may give and take in a unit.

    Never one above their own: a standing office and an auditor are named by the standing
    office of a unit above, or by the house's keepers.
    """
    if user.is_superuser:
        return list(Capability)
    held = reach_of(user).held
    if not held.get(unit.pk, frozenset()).intersection(ADMINISTRATORS):
        return []
    above = Unit.objects.above(unit.pk)
    directs = any(Capability.STANDING_OFFICE in held.get(key, ()) for key in above)
    return [one for one in Capability if directs or one not in FROM_ABOVE_ONLY]


def may_end(user: AbstractUser, role: RoleAssignment) -> bool:
    """Tell whether somebody may end a role: as its administrator, or its lender."""
    return role.delegated_by_id == user.pk or role.capability in grantable(
        user, role.unit
    )


def may_lend(user: AbstractUser, role: RoleAssignment) -> bool:
    """Tell whether somebody may delegate a role: its holder, or an administrator.

    Nobody lends what was lent to them, and an auditor changes nothing.
    """
    if role.delegated_from_id is not None:
        return False
    if role.user_id == user.pk and role.capability != Capability.AUDITOR:
        return True
    return role.capability in grantable(user, role.unit)
