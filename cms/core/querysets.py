"""Questions about events, editorial records and former addresses."""

from datetime import datetime
from typing import Any, Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Coalesce, JSONObject, Length, TruncDate
from django.utils import timezone
from wagtail.models import Page

from sites.models import RoleAssignment
from sites.selectors import units_allowing, units_served_by
from sites.veils import hidden_items

# As ``cms.core.issues.Issue`` reads it, in one column.
ISSUE = JSONObject(
    code="code",
    unit="issuing_unit_id",
    name="issuing_name",
    symbol="issuing_symbol",
    last_day="issuing_unit__valid_to",
)


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
        served = units_served_by(user).values("pk")
        return self.filter(models.Q(is_public=True) | models.Q(unit__in=served))


class EditorialRecordQuerySet(models.QuerySet):
    def visible_to(self, user: AbstractUser) -> Self:
        """Return the records of units in which a role the person holds reads them.

        Not those of items that nobody outside their route may know of yet (ADR 0045).
        """
        rows = self.filter(unit__in=units_allowing(user, "core.view_editorialrecord"))
        hidden = hidden_items(user)
        return rows.exclude(translation_key__in=hidden) if hidden else rows

    def with_kind_of_page(self) -> Self:
        """Name along of which model an item's pages are, without asking for one."""
        page = Page.objects.filter(pk=models.OuterRef("page_id"))
        return self.annotate(kind_of_page=models.Subquery(page.values("content_type")))

    def items(self) -> Self:
        """Return what has a content form: news, not sections and homes."""
        return self.exclude(form="")

    def under_embargo(self, at: datetime | None = None) -> Self:
        """Return the items that must not be out yet, now by default."""
        return self.filter(embargo_until__gt=at or timezone.now())

    def guarded(self) -> Self:
        """Return the items whose opening is written to the security log."""
        statement = models.Q(is_spokesperson=True, first_published_at__isnull=True)
        return self.filter(models.Q(embargo_until__gt=timezone.now()) | statement)

    def secret(self, at: datetime | None = None) -> Self:
        """Return the items that readers must not know of before they are released.

        Those under embargo, and statements of a spokesperson. What once was released is
        no secret any more, whatever is planned with it.
        """
        embargoed = models.Q(embargo_until__gt=at or timezone.now())
        return self.filter(
            embargoed | models.Q(is_spokesperson=True), first_published_at__isnull=True
        )

    def of_page(self, page_id: int) -> Self:
        """Return the record of the item that a page tells in one of its languages."""
        told = Page.objects.filter(pk=page_id).values("translation_key")
        return self.filter(translation_key__in=told)

    def with_event_end(self) -> Self:
        """Add ``event_end``: the event's end, else midnight after the date shown.

        It is computed and not stored, because an event is rescheduled without anyone
        touching its items.
        """
        return self.annotate(
            event_day=Coalesce(TruncDate("event__ends_at"), "event_date"),
            event_end=models.F("event__ends_at"),
        )

    def issued_elsewhere(self) -> Self:
        """Return the items that another unit issued than the one they stand with."""
        return self.exclude(issuing_unit=models.F("unit"))

    def issue_facts(self) -> models.Subquery:
        """Return what ``Issue`` tells of a page, to be read with the page's own row."""
        own = self.filter(translation_key=models.OuterRef("translation_key"))
        return models.Subquery(own.values(told=ISSUE)[:1])

    def issue_of(self, translation_key: object) -> dict[str, Any] | None:
        """Return what ``Issue`` tells of an item; None before its first revision."""
        rows = self.filter(translation_key=translation_key)
        found: dict[str, Any] | None = rows.values_list(ISSUE, flat=True).first()
        return found

    def code_of(self, translation_key: object) -> str:
        """Return the short address of an item, empty before its first revision."""
        codes = self.filter(translation_key=translation_key)
        return codes.values_list("code", flat=True).first() or ""


class DutyQuerySet(models.QuerySet):
    def in_force(self, at: datetime | None = None) -> Self:
        """Return the duties whose role is held at a moment, now by default."""
        roles = RoleAssignment.objects.active(at)
        return self.filter(assignment__in=roles.values("pk"))

    def with_subjects(self) -> Self:
        return self.select_related("section", "topic")


class FormerAddressQuerySet(models.QuerySet):
    def nearest(self, home_id: int, path: str) -> Any:
        """Return what stood at a path below a home page, or nearest above it."""
        steps = path.split("/")[:-1]
        above = ["/".join(steps[:end]) + "/" for end in range(1, len(steps) + 1)]
        rows = self.filter(home=home_id, path__in=above).select_related("page")
        return rows.order_by(Length("path").desc()).first()
