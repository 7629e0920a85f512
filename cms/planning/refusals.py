"""Why something can't be planned, in words."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from cms.planning.models import Assignment
from cms.planning.permissions import ASSIGNMENTS
from cms.users.models import User
from sites.models import Portal, Unit
from sites.policies import UnitPolicy
from sites.reach import FOLDER_PATH


def refuse_whoever_may_not(
    policy: UnitPolicy, actor: User, row: Any, action: str = "change"
) -> None:
    """Raise ``PermissionDenied`` for who may not do this with a row of a unit."""
    if not policy.user_has_permission_for_instance(actor, action, row):
        raise PermissionDenied(_("Your role does not allow this for the unit."))


def refuse_closed(assignment: Assignment) -> None:
    """Raise ``ValidationError`` for what is written or cancelled already."""
    if not assignment.is_open:
        state = assignment.get_state_display()
        raise ValidationError(
            _("“%(title)s” can’t be changed any more: %(state)s.")
            % {"title": assignment.title, "state": state.lower()}
        )


def refuse_misplaced(assignment: Assignment) -> None:
    """Raise ``ValidationError``, by field, for what is not the unit's own."""
    faults = {}
    if assignment.person_id and not writes_for(
        assignment.person_id, assignment.unit_id
    ):
        faults["person"] = _("This person does not write for the unit.")
    section = assignment.section
    if section and section.path[:FOLDER_PATH] != _folder(assignment.unit_id):
        faults["section"] = _("This section belongs to another unit.")
    line = set(Unit.objects.line(assignment.unit_id))
    if assignment.campaign and assignment.campaign.unit_id not in line:
        faults["campaign"] = _("This campaign is of another unit.")
    if assignment.plan and assignment.plan.unit_id not in line:
        faults["plan"] = _("This plan is of another unit.")
    if faults:
        raise ValidationError(faults)


def writes_for(person_id: int, unit_id: int) -> bool:
    """Tell whether a person holds a role that writes for a unit."""
    writers: Any = ASSIGNMENTS.users_with_any_permission_for_instance(
        ["take"], Assignment(unit_id=unit_id)
    )
    return bool(writers.filter(pk=person_id).exists())


def _folder(unit_id: int) -> str:
    return Portal.objects.home_of(unit_id)[:FOLDER_PATH]
