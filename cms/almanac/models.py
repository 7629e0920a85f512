"""Days to remember: of the whole house, or of a unit and those below it (ADR 0049)."""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.almanac.querysets import OccasionQuerySet
from sites.models import Unit

LEAD_DAYS = 14
MOST_LEAD_DAYS = 366
LEAP_YEAR = 2000


class OccasionKind(models.TextChoices):
    HOLIDAY = "holiday", _("Public holiday")
    TRADITION = "tradition", _("Traditional day or anniversary")
    LOCAL = "local", _("Day of the locality")
    WORLD = "world", _("International day")


class Reckoning(models.TextChoices):
    SOLAR = "solar", pgettext_lazy("a calendar", "Solar calendar")
    LUNAR = "lunar", pgettext_lazy("a calendar", "Lunar calendar")


class Occasion(models.Model):
    """A day that comes back each year, by the solar or by the lunar calendar.

    Of one unit and those below it; of the whole house where no unit is named. ``code``
    names what came with the house's own list, so that it is loaded once.
    """

    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    code = models.SlugField(max_length=60, null=True, unique=True, editable=False)  # noqa: DJ001
    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(_("kind"), max_length=9, choices=OccasionKind)
    reckoning = models.CharField(
        _("calendar"), max_length=5, choices=Reckoning, default=Reckoning.SOLAR
    )
    day = models.PositiveSmallIntegerField(
        _("day"), validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    month = models.PositiveSmallIntegerField(
        _("month"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    since = models.PositiveSmallIntegerField(
        _("year of origin"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(2199)],
        help_text=_("Every fifth and tenth year after it is marked as a round one."),
    )
    basis = models.CharField(
        _("legal basis"),
        max_length=255,
        blank=True,
        help_text=_("The number and date of the document that names the day."),
    )
    lead_days = models.PositiveSmallIntegerField(
        _("days of preparation"),
        default=LEAD_DAYS,
        validators=[MaxValueValidator(MOST_LEAD_DAYS)],
        help_text=_("How many days before it work should begin."),
    )

    objects: ClassVar[OccasionQuerySet] = OccasionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("day to remember")
        verbose_name_plural = _("days to remember")
        ordering = ["reckoning", "month", "day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="occasion_day_and_month",
                condition=Q(day__range=(1, 31), month__range=(1, 12)),
            ),
            models.CheckConstraint(
                name="occasion_lunar_day",
                condition=~Q(reckoning="lunar", day=31),
                violation_error_message=_("A lunar month has 30 days at most."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse days that no year has, as 31/4; 29/2 is kept on 28/2 in common years."""
        try:
            date(LEAP_YEAR, self.month or 1, 1 if self.is_lunar else self.day or 1)
        except ValueError:
            words = _("There is no such day in this month.")
            raise ValidationError({"day": words}) from None

    @property
    def is_lunar(self) -> bool:
        return self.reckoning == Reckoning.LUNAR
