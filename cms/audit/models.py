"""The security log (nhật ký an ninh): a chain of entries that only ever grows."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.audit.chain import GENESIS
from cms.audit.kinds import Kind
from cms.audit.querysets import SecurityEntryQuerySet
from sites.models import Unit

HASH_LENGTH = 64
LONGEST = {
    "actor_name": 320,
    "subject_type": 100,
    "subject_id": 64,
    "subject": 255,
    "address": 64,
    "agent": 160,
}


class SecurityEntry(models.Model):
    """What happened once, by whom, for which unit; each entry seals the one before.

    Triggers of the database refuse every change and every removal but that of
    ``cms.audit.services.trim_log`` (ADR 0027). People and units are referred to without a
    constraint: who leaves the house stays in the log as they were called, and an entry
    never waits for a lock on what it is about.
    """

    number = models.PositiveBigIntegerField(
        _("number"), primary_key=True, editable=False
    )
    happened_at = models.DateTimeField(_("when"), editable=False, db_index=True)
    kind = models.CharField(
        _("what happened"), max_length=24, choices=Kind, editable=False
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        editable=False,
        related_name="+",
    )
    actor_name = models.CharField(
        _("person"), max_length=LONGEST["actor_name"], editable=False
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        editable=False,
        related_name="+",
    )
    subject_type = models.CharField(max_length=LONGEST["subject_type"], editable=False)
    subject_id = models.CharField(max_length=LONGEST["subject_id"], editable=False)
    subject = models.CharField(
        _("concerns"), max_length=LONGEST["subject"], editable=False
    )
    address = models.CharField(
        pgettext_lazy("of a request", "from address"),
        max_length=LONGEST["address"],
        editable=False,
    )
    agent = models.CharField(_("browser"), max_length=LONGEST["agent"], editable=False)
    facts = models.JSONField(_("details"), default=dict, editable=False)
    previous = models.CharField(
        _("hash of the entry before"), max_length=HASH_LENGTH, editable=False
    )
    hash = models.CharField(_("hash"), max_length=HASH_LENGTH, editable=False)

    objects: ClassVar[SecurityEntryQuerySet] = SecurityEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("security log entry")
        verbose_name_plural = _("security log")
        default_permissions = ("view",)
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["unit", "-number"], name="audit_by_unit"),
            models.Index(fields=["kind", "-number"], name="audit_by_kind"),
            models.Index(fields=["actor", "-number"], name="audit_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.get_kind_display()}"


class ChainHead(models.Model):
    """Where the chain ends now: one row, locked by whoever writes the next entry.

    A trigger moves it with each entry, so an entry that does not follow is refused.
    """

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=HASH_LENGTH, default=GENESIS)
    trimmed_to = models.PositiveBigIntegerField(default=0)
    signed_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("head of the security log")
        verbose_name_plural = _("head of the security log")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="audit_one_head", condition=models.Q(pk=1))
        ]

    def __str__(self) -> str:
        return str(self.number)
