"""What contributors sent in, kept as they sent it (ROLE-10)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.models import EditorialRecord, Event
from cms.intake.querysets import SendingQuerySet
from media_library.places import private_name

LONGEST_NOTE = 2_000


def place_of_file(sending: "Sending", name: str) -> str:
    """Return where the Word file lies: kept back, in a folder of its own."""
    return private_name(sending.key, name)


class Sending(models.Model):
    """One item as it was sent: the record of who sent what, when, for whom.

    The page that was made of it goes its own way; this stays as it came. The unit is
    the record's: it follows an item that moves to another portal.
    """

    # Made on the device that sends: sent twice, it is one item.
    key = models.UUIDField(editable=False)
    # Empty only until the item is made, in the same transaction.
    record = models.ForeignKey(
        EditorialRecord,
        verbose_name=_("editorial record"),
        on_delete=models.PROTECT,
        null=True,
        related_name="sendings",
        editable=False,
    )
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sender"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    sent_at = models.DateTimeField(_("sent"), editable=False)
    liable_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("liable person"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    title = models.CharField(_("title"), max_length=255, editable=False)
    text = models.TextField(_("text"), blank=True, editable=False)
    is_markup = models.BooleanField(default=False, editable=False)
    file = models.FileField(
        _("Word file"), upload_to=place_of_file, blank=True, editable=False
    )
    file_name = models.CharField(max_length=255, blank=True, editable=False)
    file_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    # Per picture its public id, fingerprint, file name and caption.
    pictures = models.JSONField(_("pictures"), default=list, editable=False)
    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
    )
    event_words = models.CharField(
        _("new event"), max_length=500, blank=True, editable=False
    )
    # Empty: the board chooses; the item lies in the first section meanwhile.
    section = models.CharField(_("section"), max_length=255, blank=True, editable=False)
    note = models.TextField(
        _("note to the desk"), max_length=LONGEST_NOTE, blank=True, editable=False
    )
    # What the Word file holds that an item can't: see cms.intake.docx.
    left_out = models.JSONField(default=list, editable=False)
    # Why it stayed a draft, in words; nothing when it went to the desk at once.
    refusals = models.JSONField(default=list, editable=False)

    objects: ClassVar[SendingQuerySet] = SendingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("item sent in")
        verbose_name_plural = _("items sent in")
        ordering = ["-sent_at"]
        indexes = [
            models.Index(fields=["sender", "-sent_at"], name="sending_by_sender"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "key"], name="sending_once_per_key"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def item(self) -> EditorialRecord:
        """Return the record of the item: whatever was committed has one."""
        if self.record is None:
            raise ValueError("the item is not made yet")
        return self.record
