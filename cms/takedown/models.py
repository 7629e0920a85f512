"""Items that left their readers: hidden, taken down, stopped (ADR 0042)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.core.models import EditorialRecord
from cms.takedown.kinds import Kind, Outcome, Reason, State
from cms.takedown.querysets import RemovalQuerySet, TombstoneQuerySet

LONGEST_WORDS = 2_000


class Removal(models.Model):
    """One deed that keeps one item, in all its languages, from readers.

    ``shown`` remembers what was live: page, language, revision and content hash of each,
    so that exactly that can be shown again.
    """

    record = models.ForeignKey(
        EditorialRecord,
        on_delete=models.PROTECT,
        related_name="removals",
        editable=False,
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, editable=False)
    state = models.CharField(_("status"), max_length=8, choices=State, editable=False)
    reason = models.CharField(_("reason"), max_length=9, choices=Reason)
    words = models.TextField(_("explanation"), max_length=LONGEST_WORDS)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked for by"),
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )
    asked_at = models.DateTimeField(_("asked for at"), editable=False)
    due_at = models.DateTimeField(_("to be decided by"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    decision = models.TextField(_("remark of the board"), blank=True, editable=False)
    ended_at = models.DateTimeField(
        pgettext_lazy("of a takedown", "ended at"), null=True, editable=False
    )
    shown = models.JSONField(default=list, editable=False)

    objects: ClassVar[RemovalQuerySet] = RemovalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("removal")
        verbose_name_plural = _("hidden and taken down")
        default_permissions = ()
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "kind"],
                condition=Q(ended_at__isnull=True),  # what is purged never ends
                name="removal_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.record}"

    @property
    def is_overdue(self) -> bool:
        waits = self.state == State.WAITING and self.due_at is not None
        return waits and self.due_at < timezone.now()  # type: ignore[operator]

    @property
    def is_sealed(self) -> bool:
        """Tell whether nobody but two named people may read the item."""
        return self.kind == Kind.STOP and self.state in {State.IN_FORCE, State.PURGED}


class Tombstone(models.Model):
    """An address that answers 410: only its fingerprint, for it may tell the title."""

    removal = models.ForeignKey(
        Removal, on_delete=models.CASCADE, related_name="tombstones"
    )
    digest = models.CharField(max_length=64, db_index=True)

    objects: ClassVar[TombstoneQuerySet] = TombstoneQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest


class Receipt(models.Model):
    """What one place answered when it was told to take an item down."""

    removal = models.ForeignKey(
        Removal, on_delete=models.CASCADE, related_name="receipts"
    )
    place = models.CharField(max_length=40)
    outcome = models.CharField(max_length=8, choices=Outcome)
    words = models.CharField(max_length=500, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["removal", "place"], name="receipt_of_place"
            )
        ]

    def __str__(self) -> str:
        return f"G-{self.pk}"


class Notice(models.Model):
    """Who was told, and when they saw it."""

    removal = models.ForeignKey(
        Removal, on_delete=models.CASCADE, related_name="notices"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    told_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["removal", "person"], name="told_once")
        ]

    def __str__(self) -> str:
        return str(self.person)


class Keeper(models.Model):
    """One of the two who may read a stopped item, and who remove it together."""

    removal = models.ForeignKey(
        Removal, on_delete=models.CASCADE, related_name="keepers"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    purge_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["removal", "person"], name="keeper_once")
        ]

    def __str__(self) -> str:
        return str(self.person)


class Vault(models.Model):
    """Everything a stopped item said, sealed: no screen, list or dump reads it."""

    removal = models.OneToOneField(
        Removal, on_delete=models.CASCADE, related_name="vault"
    )
    sealed = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.removal_id)
