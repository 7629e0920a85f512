"""Words outside pages that somebody wants changed (đề nghị sửa lời trên cổng)."""

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.proposals.querysets import ProposalQuerySet
from sites.models import Portal


class ProposalState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("a proposal", "Waiting")
    APPROVED = "approved", pgettext_lazy("a proposal", "Approved")
    REFUSED = "refused", pgettext_lazy("a proposal", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("a proposal", "Withdrawn")
    OUTDATED = "outdated", pgettext_lazy("a proposal", "Overtaken")


class Proposal(models.Model):
    """What is to be changed in words that readers see at once: before, and after.

    Menus, owner and looks of a portal that readers may open, and the words about files
    of live pages have no revisions. Whoever saves such a change leaves this instead, and
    a second person decides (ADR 0038).
    """

    subject_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    subject_id = models.PositiveBigIntegerField(editable=False)
    subject = GenericForeignKey("subject_type", "subject_id")
    subject_name = models.CharField(_("about"), max_length=255, editable=False)
    portal = models.ForeignKey(
        Portal,
        verbose_name=_("portal"),
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="+",
    )
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )
    proposed_at = models.DateTimeField(
        _("proposed"), auto_now_add=True, editable=False, db_index=True
    )
    before = models.JSONField(editable=False)
    after = models.JSONField(editable=False)
    state = models.CharField(
        _("status"),
        max_length=10,
        choices=ProposalState,
        default=ProposalState.WAITING,
        editable=False,
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    remark = models.TextField(_("remark"), blank=True)

    # What was said about a picture once is no use of it.
    wagtail_reference_index_ignore = True

    objects: ClassVar[ProposalQuerySet] = ProposalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        default_permissions = ("change", "view")
        ordering = ["-proposed_at"]

    def __str__(self) -> str:
        return self.subject_name
