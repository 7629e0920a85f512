"""The editorial record (hồ sơ tin bài): what the desk knows of an item."""

import secrets
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.models.event import Event
from cms.core.models.forms import ContentForm, Origin
from cms.core.querysets import EditorialRecordQuerySet
from sites.models import Unit

# Crockford's alphabet: no letter that is taken for a digit on paper.
CODE_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
CODE_LENGTH = 10


def new_code() -> str:
    """Return ten random characters, 50 bits, for a permanent short address."""
    return "".join(secrets.choice(CODE_ALPHABET) for _place in range(CODE_LENGTH))


class Tier(models.TextChoices):
    """Whose activity an item reports; lower tiers need a reason (ORG-04)."""

    PROVINCE = "province", _("Province")
    DISTRICT = "district", _("District (before 01/07/2025)")
    COMMUNE = "commune", _("Commune")
    GRASSROOTS = "grassroots", _("Grass roots")


TIERS_WITH_REASON = (Tier.DISTRICT, Tier.COMMUNE, Tier.GRASSROOTS)


class EditorialRecord(models.Model):
    """One item in all its languages, keyed by the pages' ``translation_key``.

    Two kinds of column. *Desk data* is kept here and nowhere else: liable person and
    unit, tier, flags, public id. *Projected facts* repeat what the newest revision of
    the source page says, so that clocks, routes and lists never read stale page
    columns (traps.md T7); ``cms.core.services.project_revision`` writes them on every
    revision save, and readers never see them.
    """

    translation_key = models.UUIDField(unique=True, editable=False)
    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    code = models.CharField(
        _("short address"),
        max_length=CODE_LENGTH,
        default=new_code,
        unique=True,
        editable=False,
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        related_name="records",
        editable=False,
    )
    page_id = models.PositiveBigIntegerField(_("page"), editable=False, db_index=True)

    # Desk data
    liable_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("liable person"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Answers for the accuracy of what the item says."),
    )
    liable_unit = models.ForeignKey(
        Unit,
        verbose_name=_("liable unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    tier = models.CharField(
        _("tier"), max_length=10, choices=Tier, default=Tier.PROVINCE
    )
    tier_reason = models.TextField(
        _("why it was chosen"),
        blank=True,
        help_text=_("Needed for items of districts, communes and below."),
    )
    is_political = models.BooleanField(_("political"), default=False)
    is_spokesperson = models.BooleanField(_("spokesperson's statement"), default=False)
    is_sensitive = models.BooleanField(_("sensitive"), default=False)
    is_festive = models.BooleanField(
        _("festive"),
        default=False,
        help_text=_("Not released during national mourning."),
    )
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)

    # Projected facts of the newest revision
    title = models.CharField(_("title"), max_length=255, editable=False)
    form = models.CharField(
        _("form"), max_length=20, choices=ContentForm, blank=True, editable=False
    )
    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="records",
    )
    event_date = models.DateField(_("event date shown"), null=True, editable=False)
    byline = models.CharField(_("byline"), max_length=500, blank=True, editable=False)
    topic_names = models.CharField(
        _("topics"), max_length=1000, blank=True, editable=False
    )
    origin = models.CharField(
        _("origin"), max_length=12, choices=Origin, default=Origin.OWN, editable=False
    )
    source_name = models.CharField(
        _("source"), max_length=255, blank=True, editable=False
    )
    source_url = models.URLField(
        _("address at the source"), max_length=500, blank=True, editable=False
    )
    source_published_at = models.DateTimeField(
        _("published at the source"), null=True, editable=False
    )
    revised_at = models.DateTimeField(_("last change"), editable=False, db_index=True)
    revised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    # Stored at first publication: a merger parts issuing from publishing unit (T6)
    first_published_at = models.DateTimeField(
        _("first published"), null=True, editable=False
    )
    issuing_unit = models.ForeignKey(
        Unit,
        verbose_name=_("issuing unit"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    issuing_name = models.CharField(max_length=255, blank=True, editable=False)
    issuing_symbol = models.CharField(max_length=40, blank=True, editable=False)

    objects: ClassVar[EditorialRecordQuerySet] = EditorialRecordQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("editorial record")
        verbose_name_plural = _("editorial records")
        ordering = ["-revised_at"]
        indexes = [
            models.Index(fields=["unit", "-revised_at"], name="record_by_unit"),
            # What a unit published last, and in the last weeks: the overview.
            models.Index(fields=["unit", "-first_published_at"], name="record_out"),
        ]
        constraints = [
            models.CheckConstraint(
                name="record_tier_has_reason",
                condition=~Q(tier__in=TIERS_WITH_REASON) | ~Q(tier_reason=""),
                violation_error_message=_(
                    "An item of a district, a commune or below needs a reason why it "
                    "was chosen."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_secret(self) -> bool:
        """Tell whether readers must not know of the item yet; as ``secret()`` asks."""
        if self.first_published_at is not None:
            return False
        until = self.embargo_until
        return self.is_spokesperson or (until is not None and until > timezone.now())

    @property
    def log_name(self) -> str:
        """Return what the security log calls the item: it is never rewritten (ADR 0042)."""
        return f"/-/{self.code}/"
