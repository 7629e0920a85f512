"""Days that are not ordinary: what is wanted for them, and what they did."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from wagtail.images import get_image_model_string

from cms.core.models import EditorialRecord
from cms.modes.choices import EffectKind, ModeKind, Scope
from cms.modes.links import PlaceField
from cms.modes.querysets import EffectQuerySet, ModeQuerySet
from sites.models import Portal, Unit

LONGEST_TITLE, LONGEST_WORDS = 120, 300


def _person(label: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )


def _both_or_neither(moment: str, person: str) -> Q:
    neither = Q((f"{moment}__isnull", True), (f"{person}__isnull", True))
    return neither | Q((f"{moment}__isnull", False), (f"{person}__isnull", False))


class Mode(models.Model):
    """Days of one kind on some portals, from one moment to another.

    Whether it is on is a matter of the clock alone. It needs two people; changed is only
    what nobody has approved yet, and ended is written once.
    """

    kind = models.CharField(_("kind"), max_length=9, choices=ModeKind)
    name = models.CharField(
        _("name"), max_length=150, help_text=_("For the administration alone.")
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    scope = models.CharField(
        _("where"), max_length=6, choices=Scope, default=Scope.BELOW
    )
    portals = models.ManyToManyField(
        Portal, verbose_name=_("chosen portals"), blank=True, related_name="+"
    )
    begins_at = models.DateTimeField(pgettext_lazy("of a mode", "begins"))
    ends_at = models.DateTimeField(pgettext_lazy("of a mode", "ends"))
    grounds = models.CharField(
        _("legal basis"),
        max_length=255,
        help_text=_("Number, date and issuer of the decision or announcement."),
    )
    title_vi = models.CharField(_("headline in Vietnamese"), max_length=LONGEST_TITLE)
    title_en = models.CharField(_("headline in English"), max_length=LONGEST_TITLE)
    words_vi = models.CharField(
        _("line in Vietnamese"), max_length=LONGEST_WORDS, blank=True
    )
    words_en = models.CharField(
        _("line in English"), max_length=LONGEST_WORDS, blank=True
    )
    link = PlaceField(
        _("address of the page"),
        max_length=500,
        blank=True,
        help_text=_("https://…, or only the path of a page of the portal: /le-hoi/"),
    )
    election_day = models.DateField(_("election day"), null=True, blank=True)
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    alt_vi = models.CharField(
        _("picture in Vietnamese words"), max_length=255, blank=True
    )
    alt_en = models.CharField(_("picture in English words"), max_length=255, blank=True)
    made_by = _person(_("drawn up by"))
    made_at = models.DateTimeField(_("drawn up"), auto_now_add=True)
    approved_by = _person(_("approved by"))
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    ended_by = _person(_("ended by"))
    ended_at = models.DateTimeField(_("ended early"), null=True, editable=False)
    # What was to be written at both moments is written; nothing is shown or held by it.
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[ModeQuerySet] = ModeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("special mode")
        verbose_name_plural = _("special modes")
        default_permissions = ("add", "change", "view")
        ordering = ["-begins_at", "-pk"]
        indexes = [models.Index(fields=["ends_at"], name="mode_by_end")]
        constraints = [
            models.CheckConstraint(
                name="mode_ends_after_it_begins",
                condition=Q(ends_at__gt=F("begins_at")),
                violation_error_message=_("It has to end after it begins."),
            ),
            models.CheckConstraint(
                name="mode_approved_by_another",
                condition=_both_or_neither("approved_at", "approved_by")
                & ~Q(approved_by=F("made_by")),
            ),
            models.CheckConstraint(
                name="mode_ended_by_somebody",
                condition=_both_or_neither("ended_at", "ended_by"),
            ),
            models.CheckConstraint(
                name="mode_election_has_its_day",
                condition=Q(kind="bau_cu", election_day__isnull=False)
                | ~Q(kind="bau_cu") & Q(election_day__isnull=True),
                violation_error_message=_(
                    "An election needs its day; nothing else does."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def over_at(self) -> datetime:
        """Return when it is over: at its end, or when somebody ended it before."""
        ended: datetime = self.ends_at
        return ended if self.ended_at is None else min(self.ended_at, ended)

    def is_on(self, at: datetime | None = None) -> bool:
        moment = at or timezone.now()
        wanted = self.approved_at is not None and self.ended_at is None
        return wanted and self.begins_at <= moment < self.ends_at

    @property
    def is_over(self) -> bool:
        return timezone.now() >= self.over_at


class Effect(models.Model):
    """What a mode did to one page: named by key, in nobody's words."""

    mode = models.ForeignKey(Mode, on_delete=models.PROTECT, related_name="effects")
    kind = models.CharField(max_length=8, choices=EffectKind)
    record = models.ForeignKey(
        EditorialRecord, on_delete=models.CASCADE, null=True, related_name="+"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    page_id = models.PositiveBigIntegerField()
    began_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)

    objects: ClassVar[EffectQuerySet] = EffectQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("effect of a mode")
        verbose_name_plural = _("effects of modes")
        default_permissions = ()
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mode", "kind", "page_id"], name="mode_effect_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.mode}: {self.get_kind_display()}"
