"""Warnings of the public on portals: templates of an office, and what was sent."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.alerts.querysets import AlertQuerySet
from sites.models import Portal, Unit

MOST_DAYS = 7
MOST_HOURS = MOST_DAYS * 24
LONGEST_TITLE, LONGEST_WORDS = 160, 600


class Severity(models.TextChoices):
    """How bad it is; readers see the word, a shape and a colour."""

    INFO = "info", _("For your information")
    WARNING = "warning", _("Warning")
    DANGER = "danger", _("Danger")


class Worded(models.Model):
    """A headline and a few sentences in both languages."""

    title_vi = models.CharField(_("headline in Vietnamese"), max_length=LONGEST_TITLE)
    title_en = models.CharField(_("headline in English"), max_length=LONGEST_TITLE)
    words_vi = models.TextField(_("words in Vietnamese"), max_length=LONGEST_WORDS)
    words_en = models.TextField(_("words in English"), max_length=LONGEST_WORDS)
    severity = models.CharField(_("severity"), max_length=7, choices=Severity)

    class Meta:
        abstract = True


class AlertTemplate(Worded):
    """Words prepared on a quiet day: in the night only the blanks are filled in."""

    unit = models.ForeignKey(
        Unit, verbose_name=_("office"), on_delete=models.PROTECT, related_name="+"
    )
    hours = models.PositiveSmallIntegerField(
        _("stands for so many hours"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_HOURS)],
        help_text=_("Proposed when it is sent; seven days at most."),
    )

    class Meta:
        verbose_name = _("template of a warning")
        verbose_name_plural = _("templates of warnings")
        ordering = ["unit", "title_vi"]

    def __str__(self) -> str:
        return self.title_vi


class Alert(Worded):
    """One warning as readers see it: exact words, chosen portals, and an end (C-17).

    Only approval and end are written later. Somebody else of the office approves after
    the fact; until then it shows as open, then as overdue.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    portals = models.ManyToManyField(Portal, related_name="alerts")
    # Sent to all: portals that are opened below the office later get it, too.
    is_everywhere = models.BooleanField(default=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    approve_by = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[AlertQuerySet] = AlertQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("public warning")
        verbose_name_plural = _("public warnings")
        default_permissions = ("add", "change", "view")
        ordering = ["-sent_at"]
        constraints = [
            models.CheckConstraint(
                name="alert_ends_after_it_began",
                condition=Q(expires_at__gt=F("sent_at")),
            ),
            models.CheckConstraint(
                name="alert_approved_by_another",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False)
                & ~Q(approved_by=F("sent_by")),
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="alert_by_end")]

    def __str__(self) -> str:
        return self.title_vi

    @property
    def is_in_force(self) -> bool:
        return self.ended_at is None and timezone.now() < self.expires_at

    @property
    def is_overdue(self) -> bool:
        return self.approved_at is None and self.approve_by < timezone.now()
