"""Reviewers from outside: by a link, without an account, to read and comment."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.moderation.models.case import Case
from cms.moderation.querysets import ConsultationQuerySet


class Consultation(models.Model):
    """One person asked by name until a moment; the link is signed with the row's key."""

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="consultations"
    )
    name = models.CharField(_("full name"), max_length=150)
    organisation = models.CharField(
        _("position, organisation"), max_length=255, blank=True
    )
    email = models.EmailField(_("e-mail"), blank=True)
    expires_at = models.DateTimeField(_("until"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    opened_at = models.DateTimeField(_("opened"), null=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects: ClassVar[ConsultationQuerySet] = ConsultationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("outside reviewer")
        verbose_name_plural = _("outside reviewers")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Advice(models.Model):
    """What an outside reviewer said about one version of an item."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="advice"
    )
    round = models.PositiveIntegerField()
    text = models.TextField(_("comment"))
    given_at = models.DateTimeField(_("given"), auto_now_add=True)

    class Meta:
        verbose_name = _("outside comment")
        verbose_name_plural = _("outside comments")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
