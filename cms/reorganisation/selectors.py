"""Questions about changes that span several models."""

from typing import Any

from django.db.models import Q, QuerySet

from cms.reorganisation.models import Change, Passing


def changes_within(units: "QuerySet[Any]", planner_id: int) -> "QuerySet[Change]":
    """Return the changes that name none but these units.

    One that names no unit yet is its planner's.
    """
    named = Q(predecessor__in=units) & (
        Q(successor__isnull=True) | Q(successor__in=units)
    )
    beyond = Passing.objects.exclude(named).values("change")
    theirs = Q(passings__predecessor__in=units) | Q(created_by=planner_id)
    changes: QuerySet[Change] = Change.objects.filter(theirs)
    return changes.exclude(pk__in=beyond).distinct()
