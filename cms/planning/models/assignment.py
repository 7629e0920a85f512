"""One thing that is to be written: what, where, by whom, until when."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from wagtail.models import Page

from cms.almanac.models import Occasion
from cms.core.models import ContentForm, EditorialRecord
from cms.planning.models.campaign import Campaign
from cms.planning.models.meeting import Meeting
from cms.planning.models.plan import WritingPlan
from cms.planning.querysets import AssignmentQuerySet
from sites.models import Unit


class AssignmentState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("of an assignment", "Planned")
    TAKEN_UP = "taken_up", pgettext_lazy("of an assignment", "Taken up")
    FULFILLED = "fulfilled", pgettext_lazy("of an assignment", "Fulfilled")
    CANCELLED = "cancelled", pgettext_lazy("of an assignment", "Cancelled")


class Assignment(models.Model):
    """A planned item. It is fulfilled when the item it names is first published.

    One item fulfils one assignment. Without a person it waits for somebody to take it
    up; ``room`` is a label of the unit's own (“Phòng Nghiệp vụ Y”), rooms are no rows.
    """

    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_("what is to be written"), max_length=255)
    outline = models.TextField(_("outline"), blank=True)
    section = models.ForeignKey(
        Page,
        verbose_name=_("section"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    form = models.CharField(_("form"), max_length=20, choices=ContentForm, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who writes it"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Left empty, it waits for somebody of the unit to take it up."),
    )
    room = models.CharField(_("room"), max_length=120, blank=True)
    due_on = models.DateField(pgettext_lazy("of an assignment", "due on"))
    due_time = models.TimeField(
        pgettext_lazy("of an assignment", "at"), null=True, blank=True
    )
    occasion = models.ForeignKey(
        Occasion,
        verbose_name=_("day to remember"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    campaign = models.ForeignKey(
        Campaign,
        verbose_name=_("campaign"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
    )
    plan = models.ForeignKey(
        WritingPlan,
        verbose_name=_("writing plan"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
    )
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("meeting"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="decisions",
    )
    record = models.OneToOneField(
        EditorialRecord,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="assignment",
    )
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=AssignmentState,
        default=AssignmentState.PLANNED,
        editable=False,
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )
    # Who brought it into its state, and when; nobody where a publication did.
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    # The item's first publication, as counts go by it.
    fulfilled_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[AssignmentQuerySet] = AssignmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("writing assignment")
        verbose_name_plural = _("writing assignments")
        ordering = ["due_on", "due_time", "pk"]
        permissions = [("take_assignment", _("Can take up writing assignments"))]
        indexes = [models.Index(fields=["unit", "due_on"], name="assignment_due")]
        constraints = [
            models.CheckConstraint(
                name="assignment_taken_up_by",
                condition=~Q(state="taken_up") | Q(person__isnull=False),
            ),
            models.CheckConstraint(
                name="assignment_fulfilled_by_item",
                condition=Q(state="fulfilled", record__isnull=False)
                & Q(fulfilled_at__isnull=False)
                | ~Q(state="fulfilled") & Q(fulfilled_at__isnull=True),
            ),
            models.CheckConstraint(
                name="assignment_cancelled_frees_item",
                condition=~Q(state="cancelled") | Q(record__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in {AssignmentState.PLANNED, AssignmentState.TAKEN_UP}

    def is_late(self, today: date) -> bool:
        """Tell whether it was due before a day and still is, or came after its day."""
        if self.fulfilled_at is not None:
            return timezone.localdate(self.fulfilled_at) > self.due_on
        return self.is_open and self.due_on < today
