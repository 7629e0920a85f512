"""Assignments: planned, changed, moved, given to somebody, taken up, cancelled."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.planning.holding import held, settle_person, turn
from cms.planning.models import Assignment, AssignmentState
from cms.planning.permissions import ASSIGNMENTS
from cms.planning.refusals import (
    refuse_closed,
    refuse_misplaced,
    refuse_whoever_may_not,
)
from cms.planning.telling import tell_given
from cms.users.models import User


@transaction.atomic
def plan_item(*, assignment: Assignment, actor: User) -> Assignment:
    """Store what is to be written. Raises ``ValidationError`` by field."""
    refuse_whoever_may_not(ASSIGNMENTS, actor, assignment, "add")
    assignment.created_by = assignment.changed_by = actor
    refuse_misplaced(assignment)
    assignment.full_clean()
    assignment.save()
    tell_given([assignment], actor)
    return assignment


@transaction.atomic
def change_assignment(*, assignment: Assignment, actor: User) -> Assignment:
    """Store what a form changed in an assignment that is still open.

    Raises ``PermissionDenied`` for who may not in its former or its new unit, and
    ``ValidationError`` by field.
    """
    former = held(assignment, actor)
    if assignment.unit_id != former.unit_id:
        refuse_whoever_may_not(ASSIGNMENTS, actor, assignment)
    if former.record_id and assignment.unit_id != former.unit_id:
        raise ValidationError({"unit": _("Its item is written in another unit.")})
    refuse_misplaced(assignment)
    # These are not a form's to change; somebody may have, since it was opened.
    assignment.state, assignment.record_id = former.state, former.record_id
    is_given = former.person_id != assignment.person_id
    if is_given:
        settle_person(assignment, actor)
    assignment.full_clean()
    assignment.save()
    tell_given([assignment] if is_given else [], actor)
    return assignment


@transaction.atomic
def move_assignment(*, assignment: Assignment, due_on: date, actor: User) -> Assignment:
    """Move an open assignment to another day, today or later."""
    assignment = held(assignment, actor)
    if due_on < timezone.localdate():
        raise ValidationError(_("This day is over; choose today or a later one."))
    assignment.due_on = due_on
    assignment.save(update_fields=["due_on"])
    return assignment


@transaction.atomic
def assign(*, assignment: Assignment, person: User | None, actor: User) -> Assignment:
    """Give an open assignment to a person who writes for its unit, or take it from all."""
    assignment = held(assignment, actor)
    if assignment.person_id == (person.pk if person else None):
        return assignment
    assignment.person = person
    refuse_misplaced(assignment)
    settle_person(assignment, actor)
    assignment.save()
    tell_given([assignment], actor)
    return assignment


@transaction.atomic
def take_up(*, assignment: Assignment, actor: User) -> Assignment:
    """Let somebody who writes for the unit say: I do it.

    What was given to somebody else stays theirs; of two who come at once one is refused.
    """
    assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    refuse_whoever_may_not(ASSIGNMENTS, actor, assignment, "take")
    refuse_closed(assignment)
    if assignment.person_id not in {None, actor.pk}:
        raise ValidationError(_("Somebody else has it already."))
    if assignment.state == AssignmentState.PLANNED:
        assignment.person = actor
        turn(assignment, AssignmentState.TAKEN_UP, actor)
        assignment.save()
    return assignment


@transaction.atomic
def cancel_assignment(*, assignment: Assignment, actor: User) -> Assignment:
    """Say that something need not be written; its draft, if there is one, stays."""
    assignment = held(assignment, actor)
    assignment.record = None
    turn(assignment, AssignmentState.CANCELLED, actor)
    assignment.save()
    return assignment
