"""The annual writing plan (ED-17) and what it asks of each room or person."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.planning.querysets import OfUnitsQuerySet
from sites.models import Unit


class WritingPlan(models.Model):
    """“Kế hoạch viết tin, bài” of a unit for one year, with the decision behind it."""

    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    name = models.CharField(pgettext_lazy("of a plan", "name"), max_length=255)
    number = models.CharField(_("number and symbol"), max_length=80, blank=True)
    decided_on = models.DateField(_("dated"), null=True, blank=True)
    term = models.CharField(
        _("term"), max_length=40, blank=True, help_text=_("As 2025–2030.")
    )

    objects: ClassVar[OfUnitsQuerySet] = OfUnitsQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("writing plan")
        verbose_name_plural = _("writing plans")
        ordering = ["-year", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="plan_named_once",
                fields=["unit", "year", "name"],
                violation_error_message=_("The unit has this plan for the year."),
            ),
            models.CheckConstraint(
                name="plan_of_a_year", condition=Q(year__gte=2000, year__lte=2199)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Period(models.TextChoices):
    MONTH = "month", pgettext_lazy("items in each", "month")
    QUARTER = "quarter", pgettext_lazy("items in each", "quarter")
    YEAR = "year", pgettext_lazy("items in each", "year")


PER_YEAR = {Period.MONTH: 12, Period.QUARTER: 4, Period.YEAR: 1}


class Target(models.Model):
    """How many items a room or a person owes in each period of the plan's year."""

    plan = models.ForeignKey(
        WritingPlan, on_delete=models.CASCADE, related_name="targets"
    )
    room = models.CharField(_("room"), max_length=120, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    amount = models.PositiveSmallIntegerField(_("number of items"))
    period = models.CharField(
        _("in each"), max_length=7, choices=Period, default=Period.MONTH
    )

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        default_permissions = ()
        ordering = ["room", "person", "pk"]
        constraints = [
            models.CheckConstraint(
                name="target_of_room_or_person",
                condition=Q(person__isnull=True) ^ Q(room=""),
                violation_error_message=_("Name a room or a person, not both."),
            ),
            models.CheckConstraint(
                name="target_asks_something", condition=Q(amount__gte=1)
            ),
            models.UniqueConstraint(
                name="target_of_room_once",
                fields=["plan", "room"],
                condition=Q(room__gt=""),
            ),
            models.UniqueConstraint(
                name="target_of_person_once", fields=["plan", "person"]
            ),
        ]

    def __str__(self) -> str:
        return self.room or str(self.person)

    @property
    def in_year(self) -> int:
        return self.amount * PER_YEAR[Period(self.period)]
