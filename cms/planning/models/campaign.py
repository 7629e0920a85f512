"""Campaigns: one subject, from one day to another, for a unit and those below it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.almanac.models import Occasion
from cms.core.models import Topic
from cms.planning.querysets import CampaignQuerySet
from sites.models import Unit


class Campaign(models.Model):
    """What is told of together (CAL-01, CAL-02): a resolution, an anniversary.

    Units below the one that leads it see it and add assignments of their own.
    """

    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(pgettext_lazy("of a campaign", "name"), max_length=255)
    legal_basis = models.TextField(
        _("legal basis"), blank=True, help_text=_("Resolutions, plans, dispatches.")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    occasion = models.ForeignKey(
        Occasion,
        verbose_name=_("day to remember"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="+"
    )

    objects: ClassVar[CampaignQuerySet] = CampaignQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="campaign_ends_after_start",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A campaign can’t end before it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.name
