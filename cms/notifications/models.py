"""Who is to be told what, how, and what became of it; no word of an item (ADR 0048)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.core.models import EditorialRecord
from cms.notifications.querysets import (
    DeadMailboxQuerySet,
    NotificationQuerySet,
    RecipientQuerySet,
)
from cms.notifications.timing import Quiet, usual_hour
from sites.models import Unit

LONGEST_ANSWER = 400
BESIDES = "besides"  # among the facts: told because the unit added them


class State(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("a notification", "Waiting")
    SENT = "sent", pgettext_lazy("a notification", "Sent")
    DROPPED = "dropped", pgettext_lazy("a notification", "No longer theirs to know")


class Hours(models.Model):
    """Quiet hours; none while either end is missing."""

    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_to = models.TimeField(_("quiet until"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def quiet(self) -> Quiet | None:
        if self.quiet_from is None or self.quiet_to is None:
            return None
        return Quiet(self.quiet_from, self.quiet_to)


class UnitSetting(Hours):
    """How a unit tells its people, where they have not chosen themselves."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="+")
    modes = models.JSONField(default=dict)  # by the name of a kind
    digest_at = models.TimeField(_("hour of the daily letter"), default=usual_hour)

    class Meta:
        verbose_name = _("setting of notifications")
        verbose_name_plural = _("settings of notifications")
        default_permissions = ("change",)

    def __str__(self) -> str:
        return f"{self.unit}: {self.digest_at:%H:%M}"


class PersonSetting(Hours):
    """What a person has chosen; it goes before what the unit says."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    modes = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("own setting of notifications")
        verbose_name_plural = _("own settings of notifications")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.person)


class Recipient(models.Model):
    """Whom a unit tells of a kind besides: somebody who works there, or a mailbox."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    address = models.EmailField(_("mailbox"), blank=True)

    objects: ClassVar[RecipientQuerySet] = RecipientQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = pgettext_lazy("a notification", "recipient")
        verbose_name_plural = pgettext_lazy("a notification", "recipients")
        default_permissions = ()
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                name="recipient_person_or_mailbox",
                condition=Q(person__isnull=True, address__gt="")
                | Q(person__isnull=False, address=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.person or self.address)


class Letter(models.Model):
    """One letter to one person or mailbox; its words are made when it leaves."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    address = models.EmailField(blank=True)  # of a shared mailbox
    digest_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = pgettext_lazy("a notification", "letter")
        verbose_name_plural = pgettext_lazy("a notification", "letters")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["person", "address", "digest_on"],
                name="letter_one_digest_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person or self.address}: {timezone.localtime(self.made_at):%d/%m/%Y}"

    @property
    def name(self) -> str:
        """Return what it is called wherever it goes, however often."""
        return f"thong-bao-{self.pk}-{int(self.made_at.timestamp())}"


class Notification(models.Model):
    """That somebody is to be told; written in the transaction of what it tells.

    ``facts`` holds keys and moments alone.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    address = models.EmailField(blank=True)  # of a shared mailbox
    kind = models.CharField(max_length=40)
    record = models.ForeignKey(
        EditorialRecord, on_delete=models.CASCADE, null=True, related_name="+"
    )
    facts = models.JSONField(default=dict)
    told_at = models.DateTimeField()
    send_at = models.DateTimeField()
    is_digest = models.BooleanField(default=False)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    letter = models.ForeignKey(
        Letter, on_delete=models.SET_NULL, null=True, related_name="notifications"
    )

    objects: ClassVar[NotificationQuerySet] = NotificationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        default_permissions = ()
        ordering = ["told_at", "pk"]
        indexes = [
            models.Index(
                fields=["send_at"],
                condition=Q(state="waiting"),
                name="notification_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.person_id or self.address}"


class DeadMailbox(models.Model):
    """An address that a mail server refused for good, in small letters."""

    address = models.EmailField(unique=True)
    since = models.DateTimeField()
    words = models.CharField(max_length=LONGEST_ANSWER)  # the server's

    objects: ClassVar[DeadMailboxQuerySet] = DeadMailboxQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("mailbox that takes no letters")
        verbose_name_plural = _("mailboxes that take no letters")
        default_permissions = ()
        ordering = ["-since"]

    def __str__(self) -> str:
        return self.address
