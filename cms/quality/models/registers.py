"""Registers that rules look things up in: sources, legal texts, leaders."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.quality.querysets import OfUnits
from sites.models import Unit
from sites.order import PEOPLE, InOrder, OrderKey


class Register(models.Model):
    """An entry of the whole house, or of a unit and all below it."""

    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("It holds for the unit and all below it. Empty: the whole house."),
    )

    objects: ClassVar[OfUnits] = OfUnits.as_manager()  # type: ignore[assignment]

    class Meta:
        abstract = True


class OfficialSource(InOrder, Register):
    """A site that items may be taken over from without a reason (CT-05)."""

    name = models.CharField(_("name"), max_length=255)
    sort_key = OrderKey("name", max_length=512)
    host = models.CharField(
        _("hostname"),
        max_length=255,
        help_text=_("For example “chinhphu.vn”; names below it count as well."),
    )

    class Meta:
        verbose_name = _("official source")
        verbose_name_plural = _("official sources")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "host"], name="source_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.name


class LegalText(Register):
    """A law, decree or circular, and until when it may be cited as being in force.

    Source of the rule: domain-vn.md L-17. What is written on an item's day counts.
    """

    number = models.CharField(
        _("number"), max_length=80, help_text=_("As it is cited, with the year.")
    )
    title = models.CharField(_("title"), max_length=500)
    other_names = models.TextField(
        _("also cited as"),
        blank=True,
        help_text=_("One a line, with the year that is cited."),
    )
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_to = models.DateField(
        _("last day in force"), null=True, blank=True, db_index=True
    )
    replaced_by = models.CharField(_("replaced by"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("legal text")
        verbose_name_plural = _("legal texts")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number"], name="legal_text_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="legal_text_in_order",
                condition=Q(in_force_from__isnull=True)
                | Q(in_force_to__isnull=True)
                | Q(in_force_to__gte=F("in_force_from")),
                violation_error_message=_("The last day can't be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def names(self) -> list[str]:
        """Return everything the text is cited by."""
        return [
            self.number,
            *filter(None, map(str.strip, self.other_names.split("\n"))),
        ]

    def has_ended(self, on: date) -> bool:
        return self.in_force_to is not None and self.in_force_to < on


class Leader(InOrder, Register):
    """One office held by one person from one day to another."""

    name = models.CharField(_("full name"), max_length=150)
    sort_key = OrderKey("name", PEOPLE, max_length=302)
    title = models.CharField(
        pgettext_lazy("of a leader", "title"),
        max_length=255,
        help_text=_("As it is written before the name."),
    )
    protocol_order = models.PositiveSmallIntegerField(
        _("order of protocol"),
        default=100,
        help_text=_("Who is named first has the lower number."),
    )
    held_from = models.DateField(_("from"), null=True, blank=True)
    held_to = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("leader")
        verbose_name_plural = _("leaders")
        ordering = ["protocol_order", "sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="leader_in_order",
                condition=Q(held_from__isnull=True)
                | Q(held_to__isnull=True)
                | Q(held_to__gte=F("held_from")),
                violation_error_message=_("The last day can't be before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.name}"

    def holds(self, on: date) -> bool:
        """Tell whether the office is this person's on a day."""
        begun = self.held_from is None or self.held_from <= on
        return begun and (self.held_to is None or on <= self.held_to)
