"""The steps of a route's version, and whose word each waits for."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.core.models import DutyKind
from cms.routes.models.choices import PartyKind, WhoseUnit
from cms.routes.models.route import RouteVersion, refuse_frozen
from cms.routes.querysets import StepPartyQuerySet
from sites.models import Unit


class RouteStep(models.Model):
    """One step: all of its parties agree, in whatever order, before the next begins."""

    version = models.ForeignKey(
        RouteVersion, on_delete=models.CASCADE, related_name="steps"
    )
    position = models.PositiveSmallIntegerField(_("step"))
    name = models.CharField(_("name"), max_length=150)

    class Meta:
        verbose_name = _("step of a route")
        verbose_name_plural = _("steps of a route")
        default_permissions = ()
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="route_step_once"
            ),
            models.CheckConstraint(
                name="route_step_from_one", condition=Q(position__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a step of a draft. Raises ``VersionFrozenError``."""
        refuse_frozen(self.version_id)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse_frozen(self.version_id)
        return super().delete(*args, **kwargs)


class StepParty(models.Model):
    """Whose word a step waits for, and what that person looks at.

    ``checks`` are of ``Check``; ``principles`` are sentences that are ticked one by one
    (ED-09, ED-10); ``declares_secrecy`` asks for the declaration of ED-21.
    """

    step = models.ForeignKey(
        RouteStep, on_delete=models.CASCADE, related_name="parties"
    )
    position = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(_("who"), max_length=8, choices=PartyKind)
    capabilities = models.JSONField(_("roles"), default=list, blank=True)
    whose = models.CharField(
        _("of"), max_length=8, choices=WhoseUnit, default=WhoseUnit.PORTAL
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("named unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("named person"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    duty = models.CharField(_("duty"), max_length=10, choices=DutyKind, blank=True)
    label = models.CharField(
        _("called"),
        max_length=150,
        blank=True,
        help_text=_("As the evidence calls this body."),
    )
    is_personal = models.BooleanField(
        _("can't be delegated"),
        default=False,
        help_text=_("Whoever the role was lent to by delegation does not count here."),
    )
    checks = models.JSONField(_("checks"), default=list, blank=True)
    principles = models.JSONField(_("principles"), default=list, blank=True)
    declares_secrecy = models.BooleanField(
        _("declares that there is no state secret in it"), default=False
    )

    objects: ClassVar[StepPartyQuerySet] = StepPartyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("party to a step")
        verbose_name_plural = _("parties to a step")
        default_permissions = ()
        ordering = ["step", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="party_complete",
                condition=(Q(kind=PartyKind.PERSON) & Q(person__isnull=False))
                | (Q(kind=PartyKind.DUTY) & ~Q(duty=""))
                | (Q(kind=PartyKind.ROLE) & ~Q(capabilities=[]))
                | Q(kind__in=(PartyKind.FIELD, PartyKind.HEAD, PartyKind.LIABLE)),
            ),
            models.CheckConstraint(
                name="party_unit_named",
                condition=~Q(whose=WhoseUnit.NAMED) | Q(unit__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.get_kind_display())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a party to a draft's step. Raises ``VersionFrozenError``."""
        refuse_frozen(self.step.version_id)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse_frozen(self.step.version_id)
        return super().delete(*args, **kwargs)
