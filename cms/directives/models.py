"""What competent bodies direct, rumours that are answered, and what is “chưa đẹp”."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.core.models import EditorialRecord
from cms.directives.querysets import DirectiveQuerySet, RebuttalQuerySet, TaskQuerySet
from media_library.models import Document
from sites.models import Unit


class DirectiveKind(models.TextChoices):
    DIRECTIVE = "directive", _("Directive")
    REMINDER = "reminder", _("Reminder")


class Directive(models.Model):
    """A document or a reminder of a competent body, and the reply that closes it."""

    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(
        _("kind"),
        max_length=9,
        choices=DirectiveKind,
        default=DirectiveKind.DIRECTIVE,
    )
    agency = models.CharField(_("issued by"), max_length=255)
    number = models.CharField(
        _("number and symbol"),
        max_length=80,
        blank=True,
        help_text=_("As on the document; a reminder by telephone has none."),
    )
    issued_on = models.DateField(_("dated"))
    due_on = models.DateField(_("to be answered by"), null=True, blank=True)
    summary = models.TextField(_("what it asks"))
    document = models.ForeignKey(
        Document,
        verbose_name=_("the document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reply = models.TextField(pgettext_lazy("to a directive", "reply"), blank=True)
    reply_number = models.CharField(_("number of the reply"), max_length=80, blank=True)
    replied_on = models.DateField(_("reply dated"), null=True, blank=True)
    reply_document = models.ForeignKey(
        Document,
        verbose_name=_("the document of the reply"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)

    objects: ClassVar[DirectiveQuerySet] = DirectiveQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("directive record")
        verbose_name_plural = _("directive records")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="directive_closed_with_reply",
                condition=Q(closed_at__isnull=True) | ~Q(reply=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number or self.get_kind_display()} · {self.agency}"

    @property
    def is_overdue(self) -> bool:
        today = timezone.localdate()
        return (
            self.closed_at is None and self.due_on is not None and self.due_on < today
        )


class DirectiveLink(models.Model):
    """What a directive is about: an item, and maybe a report or a takedown of it."""

    directive = models.ForeignKey(
        Directive, on_delete=models.CASCADE, related_name="links"
    )
    record = models.ForeignKey(
        EditorialRecord, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=20, blank=True)  # of cms.core.pointers
    key = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["directive", "record", "kind", "key"],
                name="directive_link_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.record)


class DirectiveTask(models.Model):
    """Who does what about a directive, and until when."""

    directive = models.ForeignKey(
        Directive, on_delete=models.CASCADE, related_name="tasks"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    work = models.CharField(max_length=255)
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)

    objects: ClassVar[TaskQuerySet] = TaskQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("task of a directive")
        verbose_name_plural = _("tasks of directives")
        default_permissions = ()
        ordering = ["done_at", "due_on", "pk"]

    def __str__(self) -> str:
        return self.work

    @property
    def is_overdue(self) -> bool:
        today = timezone.localdate()
        return self.done_at is None and self.due_on is not None and self.due_on < today


class Rebuttal(models.Model):
    """A rumour, where it was seen, the proof, and the item that answers it (ED-20)."""

    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    rumour = models.TextField(_("what is said"))
    seen_at = models.CharField(
        _("where it was seen"),
        max_length=1_000,
        help_text=_("The address, or the name of the group and of the page."),
    )
    received_at = models.DateTimeField(_("noticed at"), default=timezone.now)
    due_at = models.DateTimeField(_("to be answered by"), null=True, blank=True)
    proof = models.TextField(_("proof"), blank=True)
    document = models.ForeignKey(
        Document,
        verbose_name=_("file with the proof"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    record = models.ForeignKey(
        EditorialRecord,
        verbose_name=_("item that answers it"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )

    objects: ClassVar[RebuttalQuerySet] = RebuttalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("rumour to answer")
        verbose_name_plural = _("rumours to answer")
        ordering = ["-received_at"]
        constraints = [
            models.CheckConstraint(
                name="rebuttal_answered_by_item",
                condition=Q(answered_at__isnull=True) | Q(record__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.rumour[:80]

    @property
    def is_overdue(self) -> bool:
        waits = self.answered_at is None and self.due_at is not None
        return waits and self.due_at < timezone.now()  # type: ignore[operator]


class Concern(models.Model):
    """An item about what is “chưa đẹp” (SEC-06): masked, asked about, and answered.

    It may go live once somebody has confirmed that faces and plates are masked and the
    responsible unit was asked. The reply becomes a part of the item's text.
    """

    record = models.OneToOneField(
        EditorialRecord, on_delete=models.PROTECT, related_name="concern"
    )
    responsible = models.CharField(_("responsible unit"), max_length=255)
    masked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    masked_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_on = models.DateField(_("sent to it on"), null=True)
    reply = models.TextField(pgettext_lazy("of a unit", "its reply"), blank=True)
    replied_on = models.DateField(_("reply dated"), null=True)

    class Meta:
        verbose_name = _("item about what is amiss")
        verbose_name_plural = _("items about what is amiss")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.record)
