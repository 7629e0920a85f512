"""Portals: one Wagtail site each, with addresses, languages and a state."""

from typing import Any, ClassVar

from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
)
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Collection, Locale, Site

from sites.models.unit import Unit
from sites.querysets import (
    PortalHostnameQuerySet,
    PortalLanguageQuerySet,
    PortalQuerySet,
)

HOSTNAME = RegexValidator(
    r"^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",
    _("A hostname is small letters, digits, hyphens and dots."),
)


class PortalStatus(models.TextChoices):
    TRIAL = "trial", _("On trial")
    OPEN = "open", _("Open")
    SUSPENDED = "suspended", _("Suspended")
    FROZEN = "frozen", _("Frozen: from before the reorganisation")


class Portal(ClusterableModel):
    """The public face of one unit. Its pages live under the site's unit folder."""

    site = models.OneToOneField(
        Site,
        verbose_name=pgettext_lazy("of Wagtail", "site"),
        on_delete=models.PROTECT,
        related_name="portal",
    )
    unit = models.OneToOneField(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="portal"
    )
    status = models.CharField(
        _("status"), max_length=10, choices=PortalStatus, default=PortalStatus.TRIAL
    )
    collection = models.OneToOneField(
        Collection,
        verbose_name=_("collection of the unit's files"),
        on_delete=models.PROTECT,
        related_name="portal",
        editable=False,
    )
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    hiding_hours = models.PositiveSmallIntegerField(
        _("hours to decide on a hidden item"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
        help_text=_(
            "Within which the board confirms a hidden item, or shows it again."
        ),
    )
    # Channels and quotas of the unit's plan, as written in its specification; the
    # channels and quota issues read them. Shape: {"channels": […], "quotas": […]}.
    plan = models.JSONField(default=dict, blank=True, editable=False)

    objects: ClassVar[PortalQuerySet] = PortalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("portal")
        verbose_name_plural = _("portals")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.unit)


class PortalHostname(models.Model):
    """One address of a portal. Exactly one is canonical; the others lead to it."""

    portal = ParentalKey(Portal, on_delete=models.CASCADE, related_name="hostnames")
    hostname = models.CharField(_("hostname"), max_length=253, validators=[HOSTNAME])
    is_canonical = models.BooleanField(_("canonical"), default=False)

    objects: ClassVar[PortalHostnameQuerySet] = PortalHostnameQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("hostname")
        verbose_name_plural = _("hostnames")
        ordering = ["-is_canonical", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("hostname"), name="hostname_once"),
            models.UniqueConstraint(
                fields=["portal"],
                condition=Q(is_canonical=True),
                name="hostname_one_canonical",
            ),
        ]

    def __str__(self) -> str:
        return self.hostname

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.hostname = self.hostname.lower().rstrip(".")
        super().save(*args, **kwargs)


class PortalLanguage(models.Model):
    """A language the portal speaks; one that is not listed answers 404."""

    portal = ParentalKey(Portal, on_delete=models.CASCADE, related_name="languages")
    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+"
    )
    is_default = models.BooleanField(_("default"), default=False)

    objects: ClassVar[PortalLanguageQuerySet] = PortalLanguageQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["-is_default", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["portal", "locale"], name="portal_language_once"
            ),
            models.UniqueConstraint(
                fields=["portal"],
                condition=Q(is_default=True),
                name="portal_language_one_default",
            ),
        ]

    def __str__(self) -> str:
        return str(self.locale)
