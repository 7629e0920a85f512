"""Questions about what is planned."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils import timezone
from wagtail.models import Page

from sites.models import Unit
from sites.selectors import units_allowing
from sites.veils import hidden_items

OPEN = ("planned", "taken_up")
SEES, PLANS, TAKES = (
    f"planning.{action}_assignment" for action in ("view", "change", "take")
)


class OfUnitsQuerySet(models.QuerySet):
    def of_units(self, units: "models.QuerySet | list[int]") -> Self:
        return self.filter(unit__in=units)


class AssignmentQuerySet(OfUnitsQuerySet):
    def open(self) -> Self:
        """Return what is still to be written."""
        return self.filter(state__in=OPEN)

    def unassigned(self) -> Self:
        return self.filter(state="planned", person__isnull=True)

    def overdue(self, on: date | None = None) -> Self:
        """Return what was due before a day, today by default, and is not written."""
        return self.open().filter(due_on__lt=on or timezone.localdate())

    def due_between(self, first: date, last: date) -> Self:
        """Return what is due from one day to another, both included."""
        return self.filter(due_on__gte=first, due_on__lte=last)

    def in_time(self) -> Self:
        return self.with_day().filter(fulfilled_on__lte=F("due_on"))

    def with_day(self) -> Self:
        """Add ``fulfilled_on``, the office's day of the item's first publication."""
        return self.annotate(fulfilled_on=TruncDate("fulfilled_at"))

    def with_standing(self) -> Self:
        """Add ``is_live``: whether the item can be read now. It may have been taken down."""
        pages = Page.objects.filter(pk=OuterRef("record__page_id"), live=True)
        return self.annotate(is_live=Exists(pages))

    def for_lists(self) -> Self:
        return self.select_related("unit", "person", "section", "record")

    def visible_to(self, user: AbstractUser) -> Self:
        """Return what a person may look at.

        Planners, desks and auditors see all of their units; whoever writes for a unit
        sees what is theirs and what nobody has. Not what an item that they may not know
        of yet fulfils (ADR 0045).
        """
        seen = Q(unit__in=units_allowing(user, SEES))
        writes = Q(unit__in=units_allowing(user, TAKES))
        mine = Q(person=user) | Q(state="planned", person__isnull=True)
        rows = self.filter(seen | writes & mine)
        hidden = hidden_items(user)
        if not hidden:
            return rows
        return rows.exclude(record__isnull=False, record__translation_key__in=hidden)


class CampaignQuerySet(OfUnitsQuerySet):
    def visible_to(self, user: AbstractUser) -> Self:
        """Return campaigns of units the person works for, and of those above these."""
        units = units_allowing(user, SEES, TAKES)
        return self.filter(unit__in=lines_of(units))

    def running(self, on: date) -> Self:
        return self.filter(starts_on__lte=on, ends_on__gte=on)


class OrientationQuerySet(OfUnitsQuerySet):
    def in_force(self, on: date | None = None) -> Self:
        """Return notes that hold on a day, today by default."""
        day = on or timezone.localdate()
        return self.filter(valid_until__gte=day, withdrawn_at__isnull=True)

    def addressed_to(self, user: AbstractUser) -> Self:
        """Return notes for writers of units in which the person writes."""
        # By keys: one row a note, however many of the person's units it names.
        units = units_allowing(user, TAKES).values("pk")
        named = self.filter(pk__in=_keys(self.model).filter(units__in=units))
        return named.select_related("unit")

    def visible_to(self, user: AbstractUser) -> Self:
        """Return what units issued whose notes the person keeps or reads, and their own."""
        issued = Q(unit__in=units_allowing(user, "planning.view_orientation"))
        units = units_allowing(user, TAKES).values("pk")
        own = Q(pk__in=_keys(self.model).filter(units__in=units))
        return self.filter(issued | own)

    def unread_by(self, user: AbstractUser) -> Self:
        """Return what is in force for a person who has not said that they read it."""
        read = _keys(self.model).filter(
            acknowledgements__person=user, acknowledgements__read_at__isnull=False
        )
        return self.in_force().addressed_to(user).exclude(pk__in=read)


class AcknowledgementQuerySet(models.QuerySet):
    def waiting(self, on: date | None = None) -> Self:
        """Return who has not acknowledged a note that is in force: to be reminded."""
        day = on or timezone.localdate()
        return self.filter(
            read_at__isnull=True,
            orientation__valid_until__gte=day,
            orientation__withdrawn_at__isnull=True,
        ).select_related("orientation", "person")


def lines_of(units: "models.QuerySet") -> "models.QuerySet":
    """Return units and all above them, as one condition of one query."""
    tiers = ["parent", "parent__parent", "parent__parent__parent"]
    keys = {
        key
        for row in units.values_list("pk", *tiers, "parent__parent__parent__parent")
        for key in row
        if key is not None
    }
    return Unit.objects.filter(pk__in=keys)


def _keys(model: Any) -> "models.QuerySet":
    keys: models.QuerySet = model.objects.order_by().values("pk")
    return keys
