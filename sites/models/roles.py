"""Who may do what for which unit, and for how long: the only truth about rights."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sites.models.unit import Unit
from sites.querysets import RoleAssignmentQuerySet


class Capability(models.TextChoices):
    """The fixed set of things people do; each portal gives them its own names."""

    CONTRIBUTOR = "contributor", _("Contributor")
    EDITOR = "editor", _("Editor")
    TECHNICAL_EDITOR = "technical_editor", _("Technical editor")
    SECRETARY = "secretary", _("Secretary")
    FIELD_REVIEWER = "field_reviewer", _("Field reviewer")
    PUBLISHER = "publisher", _("Publisher")
    HEAD_OF_UNIT = "head_of_unit", _("Head of unit")
    SPOKESPERSON = "spokesperson", _("Spokesperson")
    TRANSLATOR = "translator", _("Translator")
    PROOFREADER = "proofreader", _("Proof-reader")
    MEDIA_KEEPER = "media_keeper", _("Media keeper")
    MODERATOR = "moderator", _("Moderator of reader messages")
    FINANCE_VIEWER = "finance_viewer", _("Finance viewer")
    UNIT_ADMIN = "unit_admin", _("Unit administrator")
    STANDING_OFFICE = "standing_office", _("Standing office")
    AUDITOR = "auditor", _("Auditor")


class RoleAssignment(models.Model):
    """One person holds one capability for one unit between two moments.

    Rights are read from these rows at every request (``sites.reach``); there is no
    second truth in Django's groups.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="role_assignments",
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        on_delete=models.CASCADE,
        related_name="role_assignments",
    )
    capability = models.CharField(_("capability"), max_length=20, choices=Capability)
    valid_from = models.DateTimeField(_("from"))
    valid_to = models.DateTimeField(_("until"), null=True, blank=True)
    delegated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("delegated by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # The role that was lent (ủy quyền): this one never outlives it.
    delegated_from = models.ForeignKey(
        "self",
        verbose_name=_("delegated from"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="delegations",
    )
    grounds = models.CharField(
        _("decision or reason"),
        max_length=255,
        blank=True,
        help_text=_("The number of the decision, or why, in a few words."),
    )

    objects: ClassVar[RoleAssignmentQuerySet] = RoleAssignmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("role assignment")
        verbose_name_plural = _("role assignments")
        ordering = ["unit", "capability", "user"]
        constraints = [
            models.CheckConstraint(
                name="role_valid_interval",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                violation_error_message=_("A role can't end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "capability"],
                condition=Q(valid_to__isnull=True),
                name="role_held_once",
            ),
            models.CheckConstraint(
                name="role_delegation_complete",
                condition=Q(delegated_by__isnull=True, delegated_from__isnull=True)
                | Q(
                    delegated_by__isnull=False,
                    delegated_from__isnull=False,
                    valid_to__isnull=False,
                )
                & ~Q(grounds=""),
                violation_error_message=_(
                    "A delegation names the role, who lends it, until when, and why."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_capability_display()} · {self.unit}"

    def covers(self, begins: datetime, ends: datetime) -> bool:
        """Tell whether the role is held from one moment to another without a break."""
        lasts = self.valid_to is None or ends <= self.valid_to
        return self.valid_from <= begins < ends and lasts
