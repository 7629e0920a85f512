"""A route and its versions. A version never changes once it is in force."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Workflow

from cms.core.models import Topic
from cms.routes.models.choices import Destination, Subject
from cms.routes.querysets import RouteQuerySet, RouteVersionQuerySet
from sites.models import Portal


class VersionFrozenError(Exception):
    """A version that was in force was about to be changed. Nothing was stored."""


def refuse_frozen(key: int | None) -> None:
    """Raise ``VersionFrozenError`` for a version that was put in force."""
    if key is None:
        return
    if RouteVersion.objects.filter(pk=key, valid_from__isnull=False).exists():
        raise VersionFrozenError(key)


class Route(models.Model):
    """One way to approval in one portal.

    The routes of a portal are asked in the order of ``rank``: the first whose version in
    force covers an item is the item's.
    """

    portal = models.ForeignKey(
        Portal,
        verbose_name=_("portal"),
        on_delete=models.CASCADE,
        related_name="routes",
    )
    name = models.CharField(_("name"), max_length=150)
    subject = models.CharField(
        _("for"), max_length=8, choices=Subject, default=Subject.ITEM
    )
    destination = models.CharField(
        _("to reach"), max_length=8, choices=Destination, default=Destination.PORTAL
    )
    rank = models.PositiveSmallIntegerField(
        _("order"),
        default=10,
        help_text=_(
            "Routes are asked from the lowest number up; the first that fits counts."
        ),
    )

    objects: ClassVar[RouteQuerySet] = RouteQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("route of approval")
        verbose_name_plural = _("routes of approval")
        ordering = ["portal", "subject", "destination", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["portal", "name"], name="route_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class RouteVersion(models.Model):
    """What a route demands from one moment on.

    Empty conditions cover everything. Once in force, a version and its steps stay as they
    are: running items keep theirs, evidence names it, and one immutable Wagtail workflow
    stands for it (traps.md §2).
    """

    route = models.ForeignKey(
        Route,
        verbose_name=_("route"),
        on_delete=models.CASCADE,
        related_name="versions",
    )
    number = models.PositiveIntegerField(_("version"), editable=False)
    valid_from = models.DateTimeField(_("in force from"), null=True, editable=False)
    valid_to = models.DateTimeField(_("until"), null=True, editable=False)
    grounds = models.CharField(
        _("decision"),
        max_length=255,
        blank=True,
        help_text=_("The number and date of the decision that sets the route."),
    )
    forms = models.JSONField(_("forms"), default=list, blank=True)
    tiers = models.JSONField(_("tiers"), default=list, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    flags = models.JSONField(_("flags"), default=list, blank=True)
    sections = models.ManyToManyField(
        Page, verbose_name=_("sections"), blank=True, related_name="+"
    )
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="+"
    )
    # A section or topic that is gone leaves the list: the version then covers less, and
    # never everything.
    is_for_sections = models.BooleanField(default=False, editable=False)
    is_for_topics = models.BooleanField(default=False, editable=False)
    workflow = models.OneToOneField(
        Workflow,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="route_version",
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("drawn up by"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    objects: ClassVar[RouteVersionQuerySet] = RouteVersionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("version of a route")
        verbose_name_plural = _("versions of routes")
        default_permissions = ()
        ordering = ["route", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "number"], name="route_version_once"
            ),
            models.CheckConstraint(
                name="route_version_interval",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.route} · {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a draft, or the end of a version. Raises ``VersionFrozenError``."""
        if set(kwargs.get("update_fields") or ("*",)) != {"valid_to"}:
            refuse_frozen(self.pk)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse_frozen(self.pk)
        return super().delete(*args, **kwargs)

    @property
    def is_draft(self) -> bool:
        return self.valid_from is None

    @property
    def has_conditions(self) -> bool:
        lists = (self.forms, self.tiers, self.languages, self.flags)
        return any(lists) or self.is_for_sections or self.is_for_topics

    def is_in_force(self, at: datetime | None = None) -> bool:
        moment = at or timezone.now()
        if self.valid_from is None or self.valid_from > moment:
            return False
        return self.valid_to is None or moment < self.valid_to
