"""What readers say is wrong, and what became of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.core.models import EditorialRecord
from cms.corrections.querysets import MistakeReportQuerySet
from cms.corrections.receipts import new_receipt
from sites.models import Portal

LONGEST_PASSAGE = 1_000
LONGEST_TEXT = 3_000


class ReportState(models.TextChoices):
    """Where a report stands, in the words its sender reads."""

    RECEIVED = "received", _("Received")
    CHECKING = "checking", _("Being checked")
    CORRECTED = "corrected", _("Corrected")
    KEPT = "kept", _("Kept as it is")


OPEN_STATES = (ReportState.RECEIVED, ReportState.CHECKING)


class MistakeReport(models.Model):
    """One reader's report about one item, whatever becomes of the item.

    Title and address are those the reader saw. The unit that answers is the record's:
    it follows an item that moves to another portal.
    """

    receipt = models.CharField(
        _("receipt code"),
        max_length=13,
        default=new_receipt,
        unique=True,
        editable=False,
    )
    portal = models.ForeignKey(
        Portal,
        verbose_name=_("portal"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    record = models.ForeignKey(
        EditorialRecord,
        verbose_name=_("editorial record"),
        on_delete=models.PROTECT,
        related_name="mistake_reports",
        editable=False,
    )
    language = models.CharField(_("language"), max_length=12, editable=False)
    title = models.CharField(_("title of the item"), max_length=255, editable=False)
    address = models.CharField(
        _("address when it was reported"), max_length=1_000, editable=False
    )

    # What the reader wrote
    passage = models.TextField(_("passage"), max_length=LONGEST_PASSAGE, editable=False)
    problem = models.TextField(
        _("what is wrong"), max_length=LONGEST_TEXT, editable=False
    )
    suggestion = models.TextField(
        _("suggestion"), max_length=LONGEST_TEXT, blank=True, editable=False
    )
    reporter_name = models.CharField(
        _("sender's name"), max_length=120, blank=True, editable=False
    )
    reporter_email = models.EmailField(_("sender's e-mail"), blank=True, editable=False)
    reporter_phone = models.CharField(
        _("sender's phone"), max_length=30, blank=True, editable=False
    )
    received_at = models.DateTimeField(_("received"), editable=False)
    # The same words about the same item are one report, however often they come.
    fingerprint = models.CharField(max_length=64, editable=False)
    copies = models.PositiveIntegerField(_("times received"), default=1, editable=False)

    # What the desk made of it
    state = models.CharField(
        _("status"), max_length=10, choices=ReportState, default=ReportState.RECEIVED
    )
    answer = models.TextField(
        _("answer for the reader"),
        blank=True,
        max_length=LONGEST_TEXT,
        help_text=_(
            "Shown to whoever has the receipt code. Name nobody who did not agree to it."
        ),
    )
    note = models.TextField(
        _("internal note"),
        blank=True,
        help_text=_("For the desk only; readers never see it."),
    )
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("last handled by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    handled_at = models.DateTimeField(_("last handled"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)

    objects: ClassVar[MistakeReportQuerySet] = MistakeReportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("reported mistake")
        verbose_name_plural = _("reported mistakes")
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["record", "fingerprint"], name="report_by_words"),
            models.Index(fields=["portal", "-received_at"], name="report_by_portal"),
            models.Index(fields=["closed_at"], name="report_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                name="report_closed_when_decided",
                condition=Q(state__in=OPEN_STATES, closed_at__isnull=True)
                | Q(closed_at__isnull=False) & ~Q(state__in=OPEN_STATES),
            ),
            models.CheckConstraint(
                name="report_kept_says_why",
                condition=~Q(state=ReportState.KEPT) | ~Q(answer=""),
                violation_error_message=_(
                    "Tell the reader why the item stays as it is."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.receipt

    @property
    def unit_id(self) -> int:
        """Return the unit that answers: the one that publishes the item now."""
        unit_id: int = self.record.unit_id
        return unit_id

    @property
    def is_finished(self) -> bool:
        return self.closed_at is not None
