"""Writing plans, what they ask of rooms and people, and rows pasted into them."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.planning.models import Assignment, Target, WritingPlan
from cms.planning.permissions import PLANS
from cms.planning.reading import Line
from cms.planning.refusals import refuse_whoever_may_not, writes_for
from cms.users.models import User


@transaction.atomic
def save_plan(*, plan: WritingPlan, actor: User) -> WritingPlan:
    """Store a plan. Raises ``ValidationError`` by field."""
    refuse_whoever_may_not(PLANS, actor, plan)
    if plan.pk is not None:
        former = WritingPlan.objects.select_for_update().get(pk=plan.pk)
        refuse_whoever_may_not(PLANS, actor, former)
    plan.full_clean()
    plan.save()
    return plan


@transaction.atomic
def set_target(*, target: Target, actor: User) -> Target:
    """Say how much a room or a person owes; said again, the newer word counts.

    Raises ``ValidationError`` where neither or both are named, or a stranger is.
    """
    refuse_whoever_may_not(PLANS, actor, target.plan)
    target.room = target.room.strip()
    if target.person_id and not writes_for(target.person_id, target.plan.unit_id):
        raise ValidationError({"person": _("This person does not write for the unit.")})
    former = Target.objects.filter(
        plan=target.plan, room=target.room, person=target.person_id
    )
    former.delete()
    target.full_clean()
    target.save()
    return target


@transaction.atomic
def drop_target(*, target: Target, actor: User) -> None:
    refuse_whoever_may_not(PLANS, actor, target.plan)
    target.delete()


@transaction.atomic
def add_lines(*, plan: WritingPlan, lines: Iterable[Line], actor: User) -> int:
    """Make assignments of rows that were read; return how many.

    What stands in the plan already, the same title in the same room on the same day, is
    left out: a table that is pasted twice is there once.
    """
    plan = WritingPlan.objects.select_for_update().get(pk=plan.pk)
    refuse_whoever_may_not(PLANS, actor, plan)
    there = set(plan.assignments.values_list("title", "room", "due_on"))
    rows = []
    for line in lines:
        named = (line.title, line.who, line.due_on)
        if line.due_on is None or named in there:
            continue
        there.add((line.title, line.who, line.due_on))
        rows.append(
            Assignment(
                unit_id=plan.unit_id,
                plan=plan,
                title=line.title,
                room=line.who,
                due_on=line.due_on,
                created_by=actor,
                changed_by=actor,
            )
        )
    Assignment.objects.bulk_create(rows)
    return len(rows)
