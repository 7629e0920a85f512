"""Deadlines as data: rules, exceptions among days, and what falls due when (ADR 0046)."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.deadlines.choices import (
    Cause,
    ClockKind,
    Combination,
    Start,
    Stop,
    Superior,
)
from cms.deadlines.offsets import usual_offsets
from cms.deadlines.querysets import (
    DayOverrideQuerySet,
    DueQuerySet,
    DutyShiftQuerySet,
    RuleQuerySet,
)
from sites.models import Unit

MOST = 1_000  # days or office hours


class DeadlineRule(models.Model):
    """Until when an item has to have come how far.

    It counts for the portal of its unit, and for those of units below that have no rule
    of their own. Empty conditions cover everything.
    """

    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("name"), max_length=150)
    source = models.CharField(
        _("plan or decision"),
        max_length=255,
        blank=True,
        help_text=_("The number and date of the document that sets the deadline."),
    )
    start = models.CharField(_("counted from"), max_length=10, choices=Start)
    stop = models.CharField(_("until"), max_length=11, choices=Stop)
    clock = models.CharField(_("clock"), max_length=8, choices=ClockKind)
    amount = models.PositiveSmallIntegerField(
        _("days or hours"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST)],
        help_text=_("Days of the calendar, or office hours, as the clock counts."),
    )
    only_important = models.BooleanField(_("only important events"), default=False)
    forms = models.JSONField(_("only these forms"), default=list, blank=True)
    exempt_forms = models.JSONField(_("not these forms"), default=list, blank=True)
    tiers = models.JSONField(_("only these tiers"), default=list, blank=True)
    sections = models.ManyToManyField(
        Page, verbose_name=_("only these sections"), blank=True, related_name="+"
    )
    # A section that is gone leaves the list: the rule then covers less, never everything.
    is_for_sections = models.BooleanField(default=False, editable=False)
    rank = models.PositiveSmallIntegerField(_("order"), default=10)
    valid_from = models.DateField(_("in force from"))
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[RuleQuerySet] = RuleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("deadline rule")
        verbose_name_plural = _("deadline rules")
        default_permissions = ("change", "view")
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(
                name="deadline_rule_interval",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("A rule can’t end before it begins."),
            ),
            models.CheckConstraint(
                name="deadline_rule_has_length",
                condition=~Q(start="submission", stop="submission"),
                violation_error_message=_(
                    "From submission to submission there is no time: let the rule wait "
                    "for the board’s decision or for publication."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def length(self) -> timedelta:
        days = self.clock == ClockKind.CALENDAR
        return timedelta(days=self.amount) if days else timedelta(hours=self.amount)

    @property
    def is_board_time(self) -> bool:
        """Tell whether it limits whoever decides, not whoever writes."""
        return self.start == Start.SUBMISSION

    def is_in_force(self, day: date) -> bool:
        ended = self.valid_to is not None and self.valid_to < day
        return self.valid_from <= day and not ended


class DeadlineSetting(models.Model):
    """How the rules of one unit combine."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="+")
    combination = models.CharField(
        _("if several rules apply"),
        max_length=7,
        choices=Combination,
        default=Combination.ALL,
    )

    class Meta:
        verbose_name = _("setting of deadlines")
        verbose_name_plural = _("settings of deadlines")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_combination_display()}"


class DayOverride(models.Model):
    """A day on which offices are off, or work, by a decision that the library lacks.

    Of one unit and those below it; of the whole house where no unit is named.
    """

    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    day = models.DateField(_("day"))
    is_working = models.BooleanField(
        _("it is"),
        choices=[(False, _("a day off")), (True, _("a working day"))],
        default=False,
    )
    decision = models.CharField(
        _("decision"),
        max_length=255,
        help_text=_("Its number, date and what it says."),
    )

    objects: ClassVar[DayOverrideQuerySet] = DayOverrideQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("day off or working day")
        verbose_name_plural = _("days off and working days")
        default_permissions = ()
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "day"],
                name="day_override_once",
                violation_error_message=_("This day is decided already."),
            ),
            models.UniqueConstraint(
                fields=["day"],
                condition=Q(unit__isnull=True),
                name="day_override_of_house_once",
                violation_error_message=_("This day is decided already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.get_is_working_display()}"


class Due(models.Model):
    """Until when one item has to have come so far, by one rule.

    ``turn`` counts how often an item came to the board; it is 1 for all other rules.
    ``facts`` repeats what it was counted with: rule and version, clock, amount, the spans
    of time that were counted. It holds no word of the item (ADR 0042).
    """

    record = models.ForeignKey(
        EditorialRecord, on_delete=models.CASCADE, related_name="dues"
    )
    rule = models.ForeignKey(
        DeadlineRule, on_delete=models.PROTECT, related_name="dues"
    )
    turn = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField(_("counted since"))
    due_at = models.DateTimeField(pgettext_lazy("of an item", "due"))
    governs = models.BooleanField(_("counts"), default=True)
    facts = models.JSONField(_("details"), default=dict)
    stopped_at = models.DateTimeField(_("reached at"), null=True)
    is_late = models.BooleanField(_("late"), default=False)
    withdrawn_at = models.DateTimeField(_("void since"), null=True)

    objects: ClassVar[DueQuerySet] = DueQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("deadline of an item")
        verbose_name_plural = _("deadlines of items")
        default_permissions = ()
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(stopped_at__isnull=True),
                name="due_open",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "rule", "turn"], name="due_once_a_turn"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {timezone.localtime(self.due_at):%H:%M %d/%m/%Y}"

    @property
    def is_open(self) -> bool:
        return self.stopped_at is None and self.withdrawn_at is None

    def is_overdue(self, at: datetime | None = None) -> bool:
        return self.is_late or (self.is_open and self.due_at < (at or timezone.now()))


class DueChange(models.Model):
    """That a deadline was counted anew: why, by whose deed, from when to when."""

    due = models.ForeignKey(Due, on_delete=models.CASCADE, related_name="changes")
    happened_at = models.DateTimeField(_("when"), default=timezone.now)
    cause = models.CharField(_("why"), max_length=9, choices=Cause)
    detail = models.CharField(_("details"), max_length=255, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    before = models.DateTimeField(_("due before"), null=True)
    after = models.DateTimeField(_("due now"), null=True)

    class Meta:
        verbose_name = _("change of a deadline")
        verbose_name_plural = _("changes of deadlines")
        default_permissions = ()
        ordering = ["-happened_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.due_id}: {self.get_cause_display()}"


class ReminderSetting(models.Model):
    """When people of a unit, and of those below that say nothing, are reminded."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="+")
    offsets = models.JSONField(default=usual_offsets)  # as cms.deadlines.offsets has it
    superior = models.CharField(
        _("who is told in office hours"),
        max_length=6,
        choices=Superior,
        default=Superior.HEAD,
    )

    class Meta:
        verbose_name = _("setting of reminders")
        verbose_name_plural = _("settings of reminders")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.unit}: {', '.join(self.offsets)}"


class DutyShift(models.Model):
    """Who is on duty for a unit (trực) from one moment to another.

    Nobody is on duty twice at a time: the service holds that, for the embedded database
    knows no such constraint.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person on duty"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    begins = models.DateTimeField(pgettext_lazy("duty", "from"))
    ends = models.DateTimeField(pgettext_lazy("duty", "until"))

    objects: ClassVar[DutyShiftQuerySet] = DutyShiftQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("duty shift")
        verbose_name_plural = _("duty roster")
        default_permissions = ()
        ordering = ["begins", "pk"]
        constraints = [
            models.CheckConstraint(
                name="duty_shift_interval",
                condition=Q(ends__gt=F("begins")),
                violation_error_message=_("A shift ends after it begins."),
            )
        ]

    def __str__(self) -> str:
        begins, ends = map(timezone.localtime, (self.begins, self.ends))
        return f"{self.person} {begins:%H:%M %d/%m} – {ends:%H:%M %d/%m/%Y}"


class DueTold(models.Model):
    """That people were reminded of a deadline, or that it was reported, once each.

    For the moment it was due then: one that moves is told anew.
    """

    due = models.ForeignKey(Due, on_delete=models.CASCADE, related_name="tellings")
    due_at = models.DateTimeField()
    offset = models.CharField(max_length=4)  # OVER: that it has passed
    told_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder of a deadline")
        verbose_name_plural = _("reminders of deadlines")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["due", "due_at", "offset"], name="due_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.due_id}: {self.offset}"
