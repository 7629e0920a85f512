"""A case: one version of one page on its way to one place."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from wagtail.models import Page, WorkflowState

from cms.core.models import EditorialRecord
from cms.moderation.models.bundle import Bundle
from cms.moderation.querysets import CaseQuerySet
from cms.routes.models import Destination, RouteVersion, Subject
from sites.models import Unit


class CaseState(models.TextChoices):
    """Where a case stands; the last four are its ends."""

    RUNNING = "running", _("Awaiting approval")
    RETURNED = "returned", pgettext_lazy("state of a case", "Returned")
    APPROVED = "approved", _("Approved, about to be released")
    RELEASED = "released", pgettext_lazy("state of a case", "Released")
    CLEARED = "cleared", _("Cleared for its channel")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    OVERTAKEN = "overtaken", _("Overtaken")


OPEN = (CaseState.RUNNING, CaseState.RETURNED, CaseState.APPROVED)


class Priority(models.TextChoices):
    URGENT = "urgent", _("Urgent")
    NORMAL = "normal", _("Normal")


class Alarm(models.TextChoices):
    """What was told already of an hour of publication that is in danger."""

    NONE = "", ""
    SOON = "soon", _("The hour is near")
    MISSED = "missed", _("The hour is over")


class Case(models.Model):
    """One submission: frozen content, the version of a route, how far it has come.

    ``position`` is the step that is waited for, 0 while the item is with its author.
    ``round`` counts how often it set out; decisions of former rounds are void. For the
    portal ``workflow_state`` mirrors the case in Wagtail's own screens.
    """

    record = models.ForeignKey(
        EditorialRecord, on_delete=models.PROTECT, related_name="cases"
    )
    page = models.ForeignKey(
        Page, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(_("language"), max_length=20)
    subject = models.CharField(max_length=8, choices=Subject)
    destination = models.CharField(
        _("to reach"), max_length=8, choices=Destination, default=Destination.PORTAL
    )
    route_version = models.ForeignKey(
        RouteVersion, on_delete=models.PROTECT, related_name="cases"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=CaseState, default=CaseState.RUNNING
    )
    position = models.PositiveSmallIntegerField(_("step"), default=1)
    round = models.PositiveIntegerField(_("round"), default=1)
    revision_id = models.PositiveBigIntegerField(_("revision"))
    content_hash = models.CharField(_("content hash"), max_length=64)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("submitted by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    submitted_at = models.DateTimeField(_("submitted"))
    step_since = models.DateTimeField(_("at this step since"))
    priority = models.CharField(
        _("priority"), max_length=6, choices=Priority, default=Priority.NORMAL
    )
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("claimed by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text=_("Who was asked by name at the present step."),
    )
    bundle = models.ForeignKey(
        Bundle,
        verbose_name=_("bundle"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="cases",
    )
    # Not before, as somebody at the desk decided; approved or not.
    scheduled_for = models.DateTimeField(_("hour of publication"), null=True)
    alarm = models.CharField(max_length=6, choices=Alarm, default=Alarm.NONE)
    release_at = models.DateTimeField(_("is released at"), null=True, db_index=True)
    # A release that failed keeps its hour, and is tried again then.
    retry_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(
        pgettext_lazy("of a case", "released"), null=True
    )
    # Past the route, in an emergency
    emergency_reason = models.TextField(_("emergency"), blank=True)
    confirm_by = models.DateTimeField(_("to be approved after the fact by"), null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved after the fact by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    barred = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("wrote or released it"),
        related_name="+",
        help_text=_("Can’t approve after the fact what they let out."),
    )
    note = models.TextField(_("note to the desk"), blank=True)
    workflow_state = models.OneToOneField(
        WorkflowState, on_delete=models.SET_NULL, null=True, related_name="case"
    )

    objects: ClassVar[CaseQuerySet] = CaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        default_permissions = ("view",)
        ordering = ["-submitted_at", "-pk"]
        indexes = [models.Index(fields=["unit", "state"], name="case_by_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "destination"],
                condition=Q(state__in=OPEN),
                name="case_open_once",
            ),
            models.CheckConstraint(
                name="case_approved_has_hour",
                condition=~Q(state="approved") | Q(release_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.record)

    @property
    def hour(self) -> datetime | None:
        """When it is to reach readers: its own hour, else that of its bundle."""
        bundled = self.bundle.release_at if self.bundle else None
        return self.scheduled_for or bundled

    @property
    def is_open(self) -> bool:
        return self.state in OPEN
