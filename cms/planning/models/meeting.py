"""The weekly meeting (giao ban) and its minutes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.planning.querysets import OfUnitsQuerySet
from sites.models import Unit


class Meeting(models.Model):
    """One meeting of a unit. What it decided stands as assignments that name it."""

    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    held_on = models.DateField(_("held on"))
    minutes = models.TextField(_("minutes"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )

    objects: ClassVar[OfUnitsQuerySet] = OfUnitsQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="meeting_once_a_day", fields=["unit", "held_on"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit.short_name} · {self.held_on:%d/%m/%Y}"
