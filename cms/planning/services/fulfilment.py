"""What an assignment becomes: an item of its own, or one that there is already."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.core.models import BasePage, EditorialRecord
from cms.planning.holding import refuse_others, turn
from cms.planning.models import Assignment, AssignmentState
from cms.planning.refusals import refuse_closed
from cms.users.models import User


@transaction.atomic
def fulfil(
    *, assignment: Assignment, record: EditorialRecord, actor: User
) -> Assignment:
    """Say which item an assignment is written as; it counts from its first publication.

    Raises ``ValidationError`` where the item is of another unit, unknown to the person,
    or fulfils something already.
    """
    assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    refuse_others(assignment, actor)
    refuse_closed(assignment)
    record = EditorialRecord.objects.select_for_update().get(pk=record.pk)
    _refuse_item(assignment, record, actor)
    assignment.record = record
    assignment.person = assignment.person or actor
    turn(assignment, AssignmentState.TAKEN_UP, actor)
    _count(assignment)
    assignment.save()
    return assignment


@transaction.atomic
def note_publication(*, page: BasePage) -> None:
    """Fulfil what an item was written for, now that readers have it."""
    rows = Assignment.objects.open().select_for_update(of=("self",))
    waiting = rows.filter(record__translation_key=page.translation_key)
    for assignment in waiting.select_related("record"):
        assignment.fulfilled_at = (
            assignment.record.first_published_at or page.first_published_at  # type: ignore[union-attr]
        )
        turn(assignment, AssignmentState.FULFILLED, None)
        assignment.save()


def _count(assignment: Assignment) -> None:
    """Fulfil at once what readers had already."""
    published = assignment.record and assignment.record.first_published_at
    if published:
        assignment.fulfilled_at = published
        turn(assignment, AssignmentState.FULFILLED, assignment.changed_by)


def _refuse_item(assignment: Assignment, record: EditorialRecord, actor: User) -> None:
    seen = EditorialRecord.objects.visible_to(actor).items()
    if record.unit_id != assignment.unit_id or not seen.filter(pk=record.pk).exists():
        raise ValidationError(_("The unit has no such item."))
    other = Assignment.objects.filter(record=record).exclude(pk=assignment.pk)
    if other.exists():
        raise ValidationError(_("This item fulfils another assignment already."))
