"""The evidence of an item (hồ sơ chứng cứ): a chain of entries that only grows."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.models import EditorialRecord
from cms.evidence.kinds import Deed
from cms.evidence.querysets import EntryQuerySet

HASH_LENGTH = 64


class Entry(models.Model):
    """What somebody decided or did about one item, sealed onto the entry before.

    ``content_hash`` is the SHA-256 of ``cms.evidence.content.canonical_content`` as it
    was at that moment (traps.md T9). Whoever acted is named in full as of that day: full
    name, position, unit and, for who acts for somebody else, the decision that says so.
    """

    record = models.ForeignKey(
        EditorialRecord, on_delete=models.PROTECT, related_name="entries"
    )
    number = models.PositiveIntegerField(_("number"), editable=False)
    deed = models.CharField(_("what was done"), max_length=16, choices=Deed)
    happened_at = models.DateTimeField(_("when"), editable=False, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        editable=False,
        related_name="+",
    )
    actor_name = models.CharField(max_length=255, blank=True, editable=False)
    actor_position = models.CharField(max_length=255, blank=True, editable=False)
    actor_unit = models.CharField(max_length=255, blank=True, editable=False)
    language = models.CharField(
        _("language"), max_length=20, blank=True, editable=False
    )
    revision_id = models.PositiveBigIntegerField(
        _("revision"), null=True, editable=False
    )
    content_hash = models.CharField(
        _("content hash"), max_length=HASH_LENGTH, blank=True, editable=False
    )
    route_version = models.PositiveBigIntegerField(
        _("version of the route"), null=True, editable=False
    )
    remark = models.TextField(_("remark"), blank=True, editable=False)
    facts = models.JSONField(_("details"), default=dict, editable=False)
    previous = models.CharField(max_length=HASH_LENGTH, editable=False)
    hash = models.CharField(max_length=HASH_LENGTH, editable=False)

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("entry of evidence")
        verbose_name_plural = _("evidence")
        default_permissions = ()
        ordering = ["record", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "number"], name="evidence_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record} · {self.number} · {self.get_deed_display()}"
