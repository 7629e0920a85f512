"""Questions about events, editorial records and former addresses."""

from datetime import datetime
from typing import Any, Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Coalesce, Length, TruncDate
from django.utils import timezone

from sites.models import Unit
from sites.permissions import units_allowing


class EventQuerySet(models.QuerySet):
    def upcoming(self, at: datetime | None = None) -> Self:
        """Return events that have not ended, the next one first."""
        return self.filter(ends_at__gte=at or timezone.now()).order_by("starts_at")

    def of_units(self, units: "models.QuerySet") -> Self:
        return self.filter(unit__in=units)

    def choosable_by(self, user: AbstractUser) -> Self:
        """Return what an item of the person may point to.

        Events of their own units, and of other units only those that are open to the
        public.
        """
        served = Unit.objects.served_by(user).values("pk")
        return self.filter(models.Q(is_public=True) | models.Q(unit__in=served))


class EditorialRecordQuerySet(models.QuerySet):
    def visible_to(self, user: AbstractUser) -> Self:
        """Return the records of units in which a role the person holds reads them."""
        return self.filter(unit__in=units_allowing(user, "core.view_editorialrecord"))

    def items(self) -> Self:
        """Return what has a content form: news, not sections and homes."""
        return self.exclude(form="")

    def with_event_end(self) -> Self:
        """Add ``event_end``: the event's end, else midnight after the date shown.

        It is computed and not stored, because an event is rescheduled without anyone
        touching its items.
        """
        return self.annotate(
            event_day=Coalesce(TruncDate("event__ends_at"), "event_date"),
            event_end=models.F("event__ends_at"),
        )

    def code_of(self, translation_key: object) -> str:
        """Return the short address of an item, empty before its first revision."""
        codes = self.filter(translation_key=translation_key)
        return codes.values_list("code", flat=True).first() or ""


class FormerAddressQuerySet(models.QuerySet):
    def nearest(self, home_id: int, path: str) -> Any:
        """Return what stood at a path below a home page, or nearest above it."""
        steps = path.split("/")[:-1]
        above = ["/".join(steps[:end]) + "/" for end in range(1, len(steps) + 1)]
        rows = self.filter(home=home_id, path__in=above).select_related("page")
        return rows.order_by(Length("path").desc()).first()
