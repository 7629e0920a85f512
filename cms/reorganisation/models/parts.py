"""The parts of a change: units that pass on, pages that move, what was prepared."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from cms.reorganisation.models.change import Change
from sites.models import RoleAssignment, Unit


class PortalFate(models.TextChoices):
    """What becomes of a predecessor's portal (ADR 0033)."""

    FOLLOW = "follow", _("passes to the successor with its address")
    FREEZE = "freeze", _("stays at its address, to be looked up")
    FOLD = "fold", _("moves into the successor's portal; its addresses lead there")


class Passing(models.Model):
    """One unit ends and passes to another, or to nobody.

    The first passing of a unit that is split names the successor that inherits whatever
    is given to nobody in particular.
    """

    change = ParentalKey(Change, on_delete=models.CASCADE, related_name="passings")
    predecessor = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    successor = models.ForeignKey(
        Unit,
        verbose_name=_("successor"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    portal_fate = models.CharField(
        _("its portal"),
        max_length=10,
        choices=PortalFate,
        default=PortalFate.FREEZE,
    )
    keeps_people = models.BooleanField(
        _("its people go on in the successor, with the same roles"), default=True
    )

    class Meta:
        verbose_name = _("passing of a unit")
        verbose_name_plural = _("passings of units")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "predecessor", "successor"], name="passing_once"
            ),
            models.UniqueConstraint(
                fields=["change", "predecessor"],
                condition=Q(successor__isnull=True),
                name="passing_to_nobody_once",
            ),
            models.CheckConstraint(
                name="passing_not_to_itself",
                condition=~Q(predecessor=F("successor")),
                violation_error_message=_("A unit can't succeed itself."),
            ),
        ]

    def __str__(self) -> str:
        goes_on = self.successor or self.change.new_name or "–"
        return f"{self.predecessor} → {goes_on}"


class Moving(models.Model):
    """One section or page, with all below it, goes to another place."""

    change = ParentalKey(Change, on_delete=models.CASCADE, related_name="movings")
    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    target = models.ForeignKey(
        Page, verbose_name=_("goes below"), on_delete=models.CASCADE, related_name="+"
    )
    slug = models.SlugField(
        _("address part there"),
        max_length=255,
        blank=True,
        help_text=_("Only where the present one is taken."),
    )

    draft = models.OneToOneField(
        Page,
        verbose_name=_("draft at the place to come"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("moving of a page")
        verbose_name_plural = _("movings of pages")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "page"], name="moving_once")
        ]

    def __str__(self) -> str:
        return f"{self.page} → {self.target}"


class Subordination(models.Model):
    """One unit goes below another parent; it stays what it is."""

    change = ParentalKey(
        Change, on_delete=models.CASCADE, related_name="subordinations"
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    parent = models.ForeignKey(
        Unit,
        verbose_name=_("new parent unit"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    formerly = models.ForeignKey(
        Unit,
        verbose_name=_("parent unit before"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("change of parent unit")
        verbose_name_plural = _("changes of parent unit")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "unit"], name="subordination_once"
            ),
            models.CheckConstraint(
                name="subordination_not_to_itself",
                condition=~Q(unit=F("parent")),
                violation_error_message=_("A unit can't be its own parent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} → {self.parent}"


class EarlyRole(models.Model):
    """A role in the successor that preparing gave, before the day."""

    passing = models.ForeignKey(
        Passing, on_delete=models.CASCADE, related_name="early_roles"
    )
    role = models.OneToOneField(
        RoleAssignment, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("role given early")
        verbose_name_plural = _("roles given early")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.role)
