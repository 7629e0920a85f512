"""What a portal calls the fixed capabilities (shared/requirements.md, ROLE-01 to ROLE-05)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sites.models.portal import Portal
from sites.models.roles import Capability


class RoleName(models.Model):
    """One capability in the words of one plan.

    “Tổ quản trị” here is “Ban Quản trị” there; what people may do under either name is
    the same fixed table. Where a portal names nothing, the fixed name is shown.
    """

    portal = models.ForeignKey(
        Portal,
        verbose_name=_("portal"),
        on_delete=models.CASCADE,
        related_name="role_names",
    )
    capability = models.CharField(_("capability"), max_length=20, choices=Capability)
    name = models.CharField(_("name of the role"), max_length=100)
    board = models.CharField(
        _("name of the board"),
        max_length=150,
        blank=True,
        help_text=_("The body its holders form, where they form one."),
    )

    class Meta:
        verbose_name = _("name of a role")
        verbose_name_plural = _("names of roles")
        ordering = ["portal", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["portal", "capability"], name="role_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
