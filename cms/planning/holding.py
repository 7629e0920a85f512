"""What services of assignments share: the locked row, and the turn from state to state."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.planning.models import Assignment, AssignmentState
from cms.planning.permissions import ASSIGNMENTS
from cms.planning.refusals import refuse_closed, refuse_whoever_may_not
from cms.users.models import User


def held(assignment: Assignment, actor: User) -> Assignment:
    """Return the row locked, for a planner; refuse others, and what is closed."""
    row = Assignment.objects.select_for_update().get(pk=assignment.pk)
    refuse_whoever_may_not(ASSIGNMENTS, actor, row)
    refuse_closed(row)
    return row


def settle_person(assignment: Assignment, actor: User) -> None:
    """Whoever gets it has not begun yet; a draft that stands already goes on counting."""
    begun = assignment.record_id is not None and assignment.person_id is not None
    state = AssignmentState.TAKEN_UP if begun else AssignmentState.PLANNED
    turn(assignment, state, actor)


def turn(assignment: Assignment, state: AssignmentState, actor: User | None) -> None:
    assignment.state = state
    assignment.changed_by, assignment.changed_at = actor, timezone.now()


def refuse_others(assignment: Assignment, actor: User) -> None:
    """Raise ``PermissionDenied`` for who is neither its person nor plans for the unit."""
    if assignment.person_id != actor.pk:
        refuse_whoever_may_not(ASSIGNMENTS, actor, assignment)
    elif not ASSIGNMENTS.user_has_permission_for_instance(actor, "take", assignment):
        raise PermissionDenied(_("Your role does not allow this for the unit."))
