"""Portals on their way: what is being prepared, who may look at it, what was decided."""

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.provisioning.querysets import OpeningQuerySet, TrialInvitationQuerySet
from media_library.models import Document
from sites.models import Portal, Unit
from sites.models.portal import HOSTNAME


class OpeningState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("an opening", "Being prepared")
    TRIAL = "trial", pgettext_lazy("an opening", "On trial")
    OPEN = "open", pgettext_lazy("an opening", "Opened")
    DROPPED = "dropped", pgettext_lazy("an opening", "Given up")


class DnsState(models.TextChoices):
    """What the name service said of the hostname (ADR 0037)."""

    UNASKED = "", _("Not asked yet")
    RESOLVES = "resolves", _("Leads to an address")
    ABSENT = "absent", _("Leads nowhere")
    ELSEWHERE = "elsewhere", _("Leads to another server")
    UNKNOWN = "unknown", _("Not known: no answer")
    SKIPPED = "skipped", _("Not asked on this machine")


class Opening(models.Model):
    """One portal from the first word of its draft to the decision that opened it.

    ``typed`` holds what people wrote, faults and all; ``frame`` the structure taken from
    a pattern or a portal when the draft was begun. Nothing else exists until the trial.
    """

    above = models.ForeignKey(
        Unit,
        verbose_name=_("unit above"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    name = models.CharField(_("name"), max_length=255)
    state = models.CharField(
        _("state"), max_length=10, choices=OpeningState, default=OpeningState.DRAFT
    )
    taken_from = models.CharField(_("structure from"), max_length=255)
    frame = models.JSONField(default=dict)
    typed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    portal = models.OneToOneField(
        Portal,
        verbose_name=_("portal"),
        on_delete=models.PROTECT,
        null=True,
        related_name="opening",
    )
    hostname = models.CharField(
        _("official hostname"), max_length=253, blank=True, validators=[HOSTNAME]
    )
    dns = models.CharField(max_length=10, choices=DnsState, blank=True, default="")
    dns_asked_at = models.DateTimeField(null=True)
    decision = models.CharField(_("number of the decision"), max_length=120, blank=True)
    decided_on = models.DateField(_("day of the decision"), null=True, blank=True)
    signer = models.CharField(_("signed by"), max_length=150, blank=True)
    decision_file = models.ForeignKey(
        Document,
        verbose_name=_("the decision as a file"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("last changed by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    changed_at = models.DateTimeField(_("last changed"), default=timezone.now)

    objects: ClassVar[OpeningQuerySet] = OpeningQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("opening of a portal")
        verbose_name_plural = _("openings of portals")
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="opening_has_its_portal",
                condition=Q(state__in=["trial", "open"], portal__isnull=False)
                | Q(state__in=["draft", "dropped"], portal__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        return self.state == OpeningState.DRAFT

    @property
    def is_trial(self) -> bool:
        return self.state == OpeningState.TRIAL

    def text(self, name: str) -> str:
        """Return what was typed into a field."""
        return str(self.typed.get(name, ""))

    def texts(self, name: str) -> list[str]:
        """Return what was ticked in a field of many."""
        return [str(value) for value in self.typed.get(name, [])]

    def people(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.typed.get("people", [])
        return rows


def new_nonce() -> str:
    return secrets.token_urlsafe(24)


class TrialInvitation(models.Model):
    """One person, or one meeting, that may look at a portal on trial for some days.

    The link is signed and holds the nonce; withdrawn, link and pass open nothing.
    """

    portal = models.ForeignKey(
        Portal, on_delete=models.CASCADE, related_name="trial_invitations"
    )
    guest = models.CharField(_("who is invited"), max_length=150)
    email = models.EmailField(_("e-mail"), blank=True)
    nonce = models.CharField(max_length=40, default=new_nonce, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("good until"))
    withdrawn_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    openings = models.PositiveIntegerField(_("times opened"), default=0)
    last_opened_at = models.DateTimeField(null=True)

    objects: ClassVar[TrialInvitationQuerySet] = TrialInvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("invitation to a portal on trial")
        verbose_name_plural = _("invitations to portals on trial")
        ordering = ["-invited_at", "-pk"]

    def __str__(self) -> str:
        return self.guest

    @property
    def is_good(self) -> bool:
        return self.withdrawn_at is None and self.expires_at > timezone.now()
