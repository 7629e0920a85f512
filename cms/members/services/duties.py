"""Shares of the work of a board, given to its members (ROLE-15)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.models import Duty, DutyKind, Topic
from cms.members.permissions import may_run
from cms.members.sharing import kinds_for, sections_in
from cms.users.models import User
from sites.models import RoleAssignment


@transaction.atomic
def assign_duty(
    *,
    actor: User,
    role: RoleAssignment,
    kind: DutyKind,
    section: Page | None = None,
    topic: Topic | None = None,
) -> Duty:
    """Charge the holder of a role with a share. Raises ``ValidationError``."""
    held = RoleAssignment.objects.select_for_update().get(pk=role.pk)
    _must_be_run(actor, held)
    if kind not in kinds_for(held.capability):
        raise ValidationError(_("This duty does not go with this role."))
    if section and not sections_in(held.unit).filter(pk=section.pk).exists():
        raise ValidationError(_("This section belongs to another unit."))
    duty = Duty(assignment=held, kind=kind, section=section, topic=topic)
    duty.full_clean()
    duty.save()
    return duty


@transaction.atomic
def lift_duty(*, actor: User, duty: Duty) -> None:
    """Take a share away. Raises ``ValidationError``."""
    _must_be_run(actor, duty.assignment)
    duty.delete()


def _must_be_run(actor: User, role: RoleAssignment) -> None:
    if not may_run(actor, role.unit):
        raise ValidationError(_("You don't run the people of this unit."))
