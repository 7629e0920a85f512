"""What is refused, and in which words. Every rule raises ``ValidationError``."""

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.members.models import Suspension
from cms.members.permissions import grantable
from sites.models import Capability, RoleAssignment, Unit
from sites.naming import capability_name


def must_be_grantable(actor: AbstractUser, unit: Unit, capability: str) -> None:
    """Refuse a role outside the actor's units, or above the actor's own."""
    if capability not in grantable(actor, unit):
        raise ValidationError(
            _("You can't give or take the role “%(role)s” in %(unit)s.")
            % {"role": capability_name(unit.pk, capability), "unit": unit.name}
        )


def must_be_another(actor: AbstractUser, person: AbstractUser) -> None:
    """Refuse a role for oneself: nobody decides about their own rights (TCVN 14423)."""
    if actor.pk == person.pk and not actor.is_superuser:
        raise ValidationError(
            _(
                "Nobody gives a role to themselves. Ask another administrator of the "
                "unit, or the standing office."
            )
        )


def must_be_at_work(person: AbstractUser, unit: Unit) -> None:
    """Refuse roles for people who are suspended, or whose account is closed."""
    if Suspension.objects.in_force().filter(person=person.pk, unit=unit).exists():
        raise ValidationError(
            _("%(person)s is suspended. Restore the person first.") % {"person": person}
        )
    if not person.is_active:
        raise ValidationError(
            _("The account of %(person)s is closed.") % {"person": person}
        )


def must_be_colleague(person: AbstractUser, unit: Unit) -> None:
    """Refuse people who hold no role in the unit now."""
    roles = RoleAssignment.objects.active().filter(user=person.pk, unit=unit)
    if not person.is_active or not roles.exists():
        raise ValidationError(
            _("%(person)s holds no role in %(unit)s.")
            % {"person": person, "unit": unit.name}
        )


def must_leave_an_administrator(person: AbstractUser, unit: Unit) -> None:
    """Refuse to take a unit its last administrator.

    Lent roles do not count: they end by themselves. The caller holds the unit's row.
    """
    administrators = RoleAssignment.objects.active().filter(
        unit=unit, capability=Capability.UNIT_ADMIN, delegated_from__isnull=True
    )
    if not administrators.filter(user=person.pk).exists():
        return
    if not administrators.exclude(user=person.pk).filter(user__is_active=True).exists():
        raise ValidationError(
            _(
                "%(person)s is the last administrator of %(unit)s. Name another one "
                "first."
            )
            % {"person": person, "unit": unit.name}
        )
