"""How strictly rules are meant, and what was said where one may be explained."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.core.models import EditorialRecord
from cms.quality.findings import Severity
from cms.quality.querysets import OfUnits
from sites.models import Unit


class RuleSetting(models.Model):
    """The severity and the limits of one rule, for the house or below one unit.

    Without a unit it is the house's, which may say anything. A unit's holds for itself
    and all below it, and only tightens what stands above (``cms.quality.strictness``).
    """

    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("It holds for the unit and all below it. Empty: the whole house."),
    )
    code = models.CharField(_("rule"), max_length=30)
    severity = models.CharField(_("severity"), max_length=5, choices=Severity)
    least = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    most = models.PositiveIntegerField(_("at most"), null=True, blank=True)

    objects: ClassVar[OfUnits] = OfUnits.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("rule of content")
        verbose_name_plural = _("rules of content")
        ordering = ["code", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "code"],
                name="rule_once_per_unit",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.get_severity_display()}"


class Explanation(models.Model):
    """Why an item is right although a rule speaks against it. Readers never see it.

    Desk data of the item in all its languages. It is about one ``subject``: what is
    explained of one source says nothing of another.
    """

    record = models.ForeignKey(
        EditorialRecord, on_delete=models.CASCADE, related_name="explanations"
    )
    code = models.CharField(_("rule"), max_length=30, editable=False)
    subject = models.CharField(_("about"), max_length=255, editable=False)
    reason = models.TextField(_("reason"), max_length=1_000)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )
    given_at = models.DateTimeField(_("when"), editable=False)

    class Meta:
        verbose_name = _("explanation")
        verbose_name_plural = _("explanations")
        default_permissions = ()
        ordering = ["given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "code", "subject"], name="explained_once"
            ),
            models.CheckConstraint(
                name="explanation_says_something", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.reason
