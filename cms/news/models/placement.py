"""Where a live item is listed: written at publication, read by every list."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.models import ContentForm
from cms.news.querysets import PlacementQuerySet


class PlacementKind(models.TextChoices):
    HOME = "home", _("Home section")
    ABOVE = "above", _("Section above it")
    ALSO = "also", _("Also shown in")


class Placement(models.Model):
    """One live item in one section.

    Lists read this table by index, whatever the number of items; and because it is
    written when an item goes live, a draft's sections never reach readers. Form and
    byline are repeated here as published, to save lists a query for each.
    """

    page = models.ForeignKey(
        "news.NewsPage", on_delete=models.CASCADE, related_name="placements"
    )
    section = models.ForeignKey(
        "pages.SectionPage", on_delete=models.CASCADE, related_name="placements"
    )
    home = models.ForeignKey(
        "pages.HomePage", on_delete=models.CASCADE, related_name="placements"
    )
    kind = models.CharField(_("kind"), max_length=5, choices=PlacementKind)
    form = models.CharField(_("form"), max_length=20, choices=ContentForm)
    byline = models.CharField(_("byline"), max_length=500, blank=True)
    shown_at = models.DateTimeField(_("shown at"))

    objects: ClassVar[PlacementQuerySet] = PlacementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering = ["-shown_at", "-page_id"]
        indexes = [
            models.Index(
                fields=["section", "-shown_at", "-page"], name="placement_in_section"
            ),
            models.Index(
                fields=["home", "kind", "-shown_at", "-page"], name="placement_in_home"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["page", "section"], name="placement_once")
        ]

    def __str__(self) -> str:
        return f"{self.page} · {self.section}"
