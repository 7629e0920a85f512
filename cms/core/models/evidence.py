"""Why something is live: one row per release, never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.core.models.record import EditorialRecord


class EvidenceKind(models.TextChoices):
    IMPORTED = "imported", _("Imported")


class PublicationEvidence(models.Model):
    """What was released, in which exact content, by whom, on what ground.

    ``content_hash`` is the SHA-256 of ``cms.core.evidence.canonical_content``: the
    fields readers see, fingerprint and texts of every file they refer to, desk data.
    """

    record = models.ForeignKey(
        EditorialRecord, on_delete=models.PROTECT, related_name="evidence"
    )
    locale = models.ForeignKey(Locale, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=EvidenceKind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("actor"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Empty: the house itself, from a specification."),
    )
    source = models.CharField(_("source"), max_length=255)
    revision_id = models.PositiveBigIntegerField(_("revision"))
    content_hash = models.CharField(_("content hash"), max_length=64)
    created_at = models.DateTimeField(_("released"), auto_now_add=True)

    class Meta:
        verbose_name = _("publication evidence")
        verbose_name_plural = _("publication evidence")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.record} · {self.get_kind_display()}"
