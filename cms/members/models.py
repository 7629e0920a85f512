"""Invitations, suspensions, and the minutes of what was handed over."""

import secrets
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.members.querysets import InvitationQuerySet, SuspensionQuerySet
from sites.models import Capability, Unit

LONGEST_ADDRESS = 150  # it becomes the log-in name


class InvitationState(models.TextChoices):
    """Where an invitation stands; computed, never stored."""

    PENDING = "pending", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")


def new_nonce() -> str:
    return secrets.token_urlsafe(24)


class Invitation(models.Model):
    """One person asked by e-mail to take one role in one unit.

    The link is signed and holds the nonce: sent again, the earlier link is dead.
    """

    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        related_name="invitations",
    )
    email = models.EmailField(_("e-mail"), max_length=LONGEST_ADDRESS)
    full_name = models.CharField(_("full name"), max_length=150)
    position = models.CharField(_("position"), max_length=150, blank=True)
    capability = models.CharField(_("role"), max_length=20, choices=Capability)
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    invited_at = models.DateTimeField(_("invited"), editable=False)
    expires_at = models.DateTimeField(_("good until"), editable=False)
    # Empty until the mail was handed to a mail server.
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("accepted by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        default_permissions = ()
        ordering = ["-invited_at", "-pk"]
        indexes = [models.Index(fields=["unit", "-invited_at"], name="invited_by_unit")]
        constraints = [
            models.CheckConstraint(
                name="invitation_has_one_end",
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="invitation_accepted_by_somebody",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.email})"

    def state_at(self, moment: datetime) -> InvitationState:
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.withdrawn_at:
            return InvitationState.WITHDRAWN
        if self.expires_at <= moment:
            return InvitationState.EXPIRED
        return InvitationState.PENDING

    @property
    def state(self) -> InvitationState:
        return self.state_at(timezone.now())


class Handover(models.Model):
    """The minutes of one handover (biên bản bàn giao): written once, never changed.

    ``items`` is the list as it was at that moment, with names and titles: what it says
    stays true whatever becomes of the rows. Its seal stands in the security log.
    """

    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="handovers"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handed over by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken over by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made"))
    reason = models.CharField(_("reason"), max_length=500)
    decision = models.CharField(_("decision"), max_length=255, blank=True)
    # Names and positions as they were, and one entry per kind; see cms.members.minutes.
    content = models.JSONField()

    class Meta:
        verbose_name = _("minutes of a handover")
        verbose_name_plural = _("minutes of handovers")
        default_permissions = ()
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person} → {self.successor}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ValidationError(_("Minutes are never changed."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise ValidationError(_("Minutes are never deleted."))


class Suspension(models.Model):
    """Somebody is suspended from a unit, since when and, once it is over, until when."""

    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        related_name="suspensions",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="suspensions",
    )
    handover = models.OneToOneField(
        Handover,
        verbose_name=_("minutes"),
        on_delete=models.PROTECT,
        related_name="suspension",
    )
    since = models.DateTimeField(_("since"))
    # Held before, and given back when it is over.
    capabilities = models.JSONField(default=list)
    closed_account = models.BooleanField(default=False)
    ended_at = models.DateTimeField(_("restored"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("restored by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    objects: ClassVar[SuspensionQuerySet] = SuspensionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        default_permissions = ()
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit"],
                condition=Q(ended_at__isnull=True),
                name="suspended_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.unit}"
