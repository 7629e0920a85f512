"""Units of government: data with a beginning and, since 2025, often an end."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model_string

from sites.models.said import Said
from sites.order import InOrder, OrderKey
from sites.querysets import UnitQuerySet


class UnitKind(models.TextChoices):
    """The tier of a unit. Districts ended on 01/07/2025 and are historic only."""

    PROVINCE = "province", _("Province or city")
    DEPARTMENT = "department", _("Department")
    SUBORDINATE = "subordinate", _("Subordinate unit")
    COMMUNE = "commune", _("Commune or ward")
    MASS_ORGANISATION = "mass_organisation", _("Mass organisation")
    PARTY_BODY = "party_body", _("Party body")
    HISTORIC_DISTRICT = "historic_district", _("District (historic)")


class Regime(models.TextChoices):
    """Which rules its documents follow: NĐ 30/2020, HD 05-HD/VPTW, or its own."""

    STATE = "state", _("State")
    PARTY = "party", _("Party")
    MASS = "mass", _("Mass organisation")


class Unit(Said, InOrder, ClusterableModel):
    """One organisation in one legal form, valid for an interval of days.

    A unit that is renamed or merged ends and gets successors; it is never rewritten,
    because what it published keeps its name and symbol (domain-vn.md G-06).
    """

    code = models.SlugField(
        _("code"),
        max_length=80,
        unique=True,
        help_text=_(
            "Stable key in specifications and exports; never shown to readers."
        ),
    )
    name = models.CharField(_("name"), max_length=255)
    sort_key = OrderKey("name", max_length=512)
    short_name = models.CharField(_("short name"), max_length=100)
    symbol = models.CharField(
        _("symbol"),
        max_length=40,
        blank=True,
        help_text=_("As used in document numbers, for example SVHTTDL."),
    )
    ma_dinh_danh = models.CharField(
        _("agency identifier"),
        max_length=35,
        blank=True,
        help_text=_("Identifier under Decision 20/2020/QĐ-TTg, if the unit has one."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    regime = models.CharField(
        _("regime"), max_length=10, choices=Regime, default=Regime.STATE
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    valid_from = models.DateField(_("exists since"), null=True, blank=True)
    valid_to = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("Empty while the unit exists."),
    )

    # What it published goes on showing it, whatever its successor's portal shows.
    emblem = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("emblem as it was when the unit ended"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )

    objects: ClassVar[UnitQuerySet] = UnitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="unit_valid_interval",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("A unit can't end before it begins."),
            ),
            models.CheckConstraint(
                name="unit_not_its_own_parent",
                condition=~Q(parent=F("pk")),
                violation_error_message=_("A unit can't be its own parent."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OfficeHours(models.Model):
    """One stretch of office hours on one weekday; the office clock is built on it."""

    unit = ParentalKey(Unit, on_delete=models.CASCADE, related_name="office_hours")
    weekday = models.PositiveSmallIntegerField(
        _("weekday"),
        choices=[
            (1, _("Monday")),
            (2, _("Tuesday")),
            (3, _("Wednesday")),
            (4, _("Thursday")),
            (5, _("Friday")),
            (6, _("Saturday")),
            (7, _("Sunday")),
        ],
        help_text=_("ISO 8601: Monday is 1."),
    )
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))
    # Hours that begin on one day replace all earlier ones: in summer, in winter.
    valid_from = models.DateField(
        _("from"), null=True, blank=True, help_text=_("Empty: ever since.")
    )

    class Meta:
        verbose_name = _("office hours")
        verbose_name_plural = _("office hours")
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                name="office_hours_open_before_close",
                condition=Q(opens__lt=F("closes")),
                violation_error_message=_("Opening time must be before closing time."),
            ),
            models.UniqueConstraint(
                fields=["unit", "weekday", "opens"],
                condition=Q(valid_from__isnull=True),
                name="office_hours_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "valid_from", "weekday", "opens"],
                name="office_hours_once_since",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}-{self.closes:%H:%M}"


class SuccessionKind(models.TextChoices):
    MERGE = "merge", _("Merged into")
    SPLIT = "split", _("Split into")
    RENAME = "rename", _("Renamed to")
    DISSOLVE = "dissolve", _("Dissolved, duties to")
    TRANSFER = "transfer", _("Transferred to")


class UnitSuccession(models.Model):
    """One unit continues another, by a document of a day."""

    predecessor = ParentalKey(
        Unit, on_delete=models.CASCADE, related_name="successions"
    )
    successor = models.ForeignKey(
        Unit,
        verbose_name=_("successor"),
        on_delete=models.PROTECT,
        related_name="inheritances",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=SuccessionKind)
    decision = models.CharField(_("deciding document"), max_length=255, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    effective_on = models.DateField(_("in force from"))

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        ordering = ["effective_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="succession_once"
            ),
            models.CheckConstraint(
                name="succession_not_to_itself",
                condition=~Q(predecessor=F("successor")),
                violation_error_message=_("A unit can't succeed itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
