"""The evidence of an item (hồ sơ chứng cứ): a chain of entries that only grows."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.models import EditorialRecord
from cms.evidence.kinds import Deed
from cms.evidence.querysets import EntryQuerySet, LeafQuerySet

HASH_LENGTH = 64
SALT_LENGTH = 32


class Entry(models.Model):
    """What somebody decided or did about one item, sealed onto the entry before.

    ``content_hash`` is the SHA-256 of ``cms.evidence.content.canonical_content`` as it
    was at that moment (traps.md T9), ``desk_hash`` of the desk data alone. Whoever acted
    is named in full as of that day: full name, position, unit and, for who acts for
    somebody else, the decision that says so. An entry holds no content: hashes, names and
    numbers. What somebody remarked stands apart (``Remark``) and can be removed.

    Triggers of the database refuse every change and every removal (ADR 0041).
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
    # In full, as of that day: “Nguyễn Văn An, Giám đốc, Sở Y tế”.
    acting_for = models.CharField(
        _("acting for"), max_length=500, blank=True, editable=False
    )
    grounds = models.CharField(
        _("decision"), max_length=255, blank=True, editable=False
    )
    language = models.CharField(
        _("language"), max_length=20, blank=True, editable=False
    )
    revision_id = models.PositiveBigIntegerField(
        _("revision"), null=True, editable=False
    )
    content_hash = models.CharField(
        _("content hash"), max_length=HASH_LENGTH, blank=True, editable=False
    )
    desk_hash = models.CharField(max_length=HASH_LENGTH, blank=True, editable=False)
    route_version = models.PositiveBigIntegerField(
        _("version of the route"), null=True, editable=False
    )
    case = models.PositiveBigIntegerField(_("case"), null=True, editable=False)
    remark_hash = models.CharField(max_length=HASH_LENGTH, blank=True, editable=False)
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

    @property
    def remark(self) -> str:
        """What was remarked; empty as well where it was removed."""
        words: Remark | None = getattr(self, "words", None)
        return words.text if words else ""


class Remark(models.Model):
    """What somebody remarked. The entry keeps its hash, so that it can be removed."""

    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, primary_key=True, related_name="words"
    )
    salt = models.CharField(max_length=SALT_LENGTH, editable=False)
    text = models.TextField(_("remark"), editable=False)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        default_permissions = ()

    def __str__(self) -> str:
        return self.text


class Leaf(models.Model):
    """An entry's place in what is signed outside the database; none until it is."""

    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, primary_key=True, related_name="leaf"
    )
    digest = models.CharField(max_length=HASH_LENGTH, editable=False)
    line = models.PositiveIntegerField(_("signature"), null=True, editable=False)
    place = models.PositiveIntegerField(_("place"), null=True, editable=False)

    objects: ClassVar[LeafQuerySet] = LeafQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("place among signed entries")
        verbose_name_plural = _("places among signed entries")
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["entry"],
                condition=models.Q(line__isnull=True),
                name="leaf_waiting",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["line", "place"], name="leaf_placed_once"),
            models.CheckConstraint(
                name="leaf_placed_wholly",
                condition=models.Q(line__isnull=True, place__isnull=True)
                | models.Q(line__isnull=False, place__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} · {self.place}"
