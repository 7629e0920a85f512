"""Questions about changes that span several models."""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Left
from wagtail.models import Page

from cms.reorganisation.models import Change, Moving, Passing, Subordination
from sites.models import Portal

FOLDER = 2 * Page.steplen  # a unit's folder stands directly below the root


def changes_within(units: "QuerySet[Any]", planner_id: int) -> "QuerySet[Change]":
    """Return the changes that are about none but these units and their pages.

    One that names nothing yet is its planner's.
    """
    named = Q(predecessor__in=units) & (
        Q(successor__isnull=True) | Q(successor__in=units)
    )
    below = Q(unit__in=units, parent__in=units)
    theirs = _in_folders_of(units)
    changes: QuerySet[Change] = Change.objects.all()
    for rows in (
        Passing.objects.exclude(named),
        Subordination.objects.exclude(below),
        Moving.objects.exclude(pk__in=theirs.values("pk")),
    ):
        changes = changes.exclude(pk__in=rows.values("change"))
    return changes.filter(
        Q(created_by=planner_id)
        | Q(passings__predecessor__in=units)
        | Q(subordinations__unit__in=units)
        | Q(movings__in=theirs)
    ).distinct()


def _in_folders_of(units: "QuerySet[Any]") -> "QuerySet[Moving]":
    """Return the movings from and to places in portals of the units."""
    portals = Portal.objects.filter(unit__in=units)
    folders = portals.values(folder=Left("site__root_page__path", FOLDER))
    placed = Moving.objects.annotate(
        folder=Left("page__path", FOLDER), into=Left("target__path", FOLDER)
    )
    inside: QuerySet[Moving] = placed.filter(folder__in=folders, into__in=folders)
    return inside
