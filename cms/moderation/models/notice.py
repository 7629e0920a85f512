"""What somebody is told about a case, in the administration."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.moderation.models.case import Case
from cms.moderation.querysets import NoticeQuerySet


class NoticeKind(models.TextChoices):
    AWAITED = "awaited", _("Awaits your decision")
    RETURNED = "returned", _("Returned to an earlier step")
    RELEASED = "released", _("Released to readers")
    VOIDED = "voided", _("Changed; approvals are void")
    ASSIGNED = "assigned", _("Assigned to you")
    COMMENTED = "commented", _("Commented on")
    RECALLED = "recalled", _("Release recalled")
    EMERGENCY = "emergency", _("Released in an emergency; awaits approval")
    HELD = "held", _("Approved, but held back from readers")
    SOON = "soon", _("Its hour is near; not approved by everybody")
    MISSED = "missed", _("Its hour is over; not approved by everybody")
    STUCK = "stuck", _("Approved, but could not be published; tried again")


class Notice(models.Model):
    """One line for one person; written in the transaction of what it tells."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=NoticeKind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    remark = models.TextField(blank=True)
    told_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True)

    objects: ClassVar[NoticeQuerySet] = NoticeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        default_permissions = ()
        ordering = ["-told_at", "-pk"]
        indexes = [models.Index(fields=["person", "seen_at"], name="notice_unseen")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.case}"
