"""Changes of units: what was decided, and how far it is."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from modelcluster.models import ClusterableModel

from cms.core.lifecycle import Occasion
from cms.reorganisation.querysets import ChangeQuerySet
from sites.models import SuccessionKind, Unit


class ChangeKind(models.TextChoices):
    RENAME = "rename", _("Rename")
    SYMBOL = "symbol", _("New symbol")
    MERGE = "merge", _("Merge")
    SPLIT = "split", _("Split")
    CLOSE = "close", _("Close")
    TRANSFER = "transfer", pgettext_lazy("of sections", "Transfer")


# As what the lifecycle rules and the successions know each kind.
OCCASIONS: dict[str, Occasion] = {
    ChangeKind.RENAME: Occasion.MERGE,
    ChangeKind.SYMBOL: Occasion.MERGE,
    ChangeKind.MERGE: Occasion.MERGE,
    ChangeKind.SPLIT: Occasion.SPLIT,
    ChangeKind.CLOSE: Occasion.CLOSE,
    ChangeKind.TRANSFER: Occasion.TRANSFER,
}
# In these one unit goes on in a new form, and its portal with it.
NEW_FORMS = {ChangeKind.RENAME, ChangeKind.SYMBOL}
SUCCESSIONS: dict[str, SuccessionKind] = {
    ChangeKind.RENAME: SuccessionKind.RENAME,
    ChangeKind.SYMBOL: SuccessionKind.RENAME,
    ChangeKind.MERGE: SuccessionKind.MERGE,
    ChangeKind.SPLIT: SuccessionKind.SPLIT,
    ChangeKind.CLOSE: SuccessionKind.DISSOLVE,
}


class ChangeState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("a change", "Being planned")
    PREPARED = "prepared", pgettext_lazy("a change", "Prepared")
    LIVE = "live", pgettext_lazy("a change", "Carried out")
    WITHDRAWN = "withdrawn", pgettext_lazy("a change", "Withdrawn")


class Change(ClusterableModel):
    """One decision about units, from its planning to the day it is carried out."""

    kind = models.CharField(_("kind"), max_length=10, choices=ChangeKind)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ChangeState,
        default=ChangeState.DRAFT,
        editable=False,
    )
    decision = models.CharField(_("deciding document"), max_length=255)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    effective_on = models.DateField(
        _("in force from"),
        help_text=_("The first day of what is new. It can't be carried out before."),
    )
    new_name = models.CharField(_("name"), max_length=255, blank=True)
    new_short_name = models.CharField(_("short name"), max_length=100, blank=True)
    new_symbol = models.CharField(
        _("symbol"),
        max_length=40,
        blank=True,
        help_text=_("As used in document numbers, for example SVHTTDL."),
    )
    founded = models.OneToOneField(
        Unit,
        verbose_name=_("unit that it brings into being"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("planned by"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    live_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("carried out by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    live_at = models.DateTimeField(_("carried out"), null=True, editable=False)

    objects: ClassVar[ChangeQuerySet] = ChangeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("change of units")
        verbose_name_plural = _("changes of units")
        ordering = ["-effective_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="change_live_says_when",
                condition=Q(state=ChangeState.LIVE, live_at__isnull=False)
                | ~Q(state=ChangeState.LIVE) & Q(live_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.decision}"

    @property
    def occasion(self) -> Occasion:
        return OCCASIONS[self.kind]

    @property
    def is_founding(self) -> bool:
        """Whether a unit that is nowhere yet is to begin with the change."""
        return bool(self.new_name or self.new_short_name or self.new_symbol)

    @property
    def units_in_words(self) -> str:
        """Which units pass on, or which pages move, for lists."""
        of_units = [*self.passings.all(), *self.subordinations.all()]
        return ", ".join(
            [str(one) for one in of_units] or [str(m.page) for m in self.movings.all()]
        )

    @property
    def is_open(self) -> bool:
        return self.state in {ChangeState.DRAFT, ChangeState.PREPARED}
