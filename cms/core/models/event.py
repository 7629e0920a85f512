"""Events: what deadlines are counted from, and what several items tell about."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model_string
from wagtail.search import index

from cms.core.querysets import EventQuerySet
from sites.models import Unit


class EventStatus(models.TextChoices):
    SCHEDULED = "scheduled", _("As planned")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class Event(index.Indexed, ClusterableModel):
    """An event of one unit (CT-10); items and pictures of several may point to it.

    This is desk data: it may change at any moment. What readers see of an event stands
    in ``EventPage`` and ``NewsPage``, under revision.
    """

    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="events"
    )
    name = models.CharField(_("name"), max_length=255)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=255, blank=True)
    organiser = models.CharField(_("organiser"), max_length=255, blank=True)
    is_public = models.BooleanField(
        _("open to the public"),
        default=True,
        help_text=_("An event that is not public never gets a page of its own."),
    )
    is_important = models.BooleanField(
        _("important"),
        default=False,
        help_text=_("Deadlines may be shorter for items about it."),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=EventStatus, default=EventStatus.SCHEDULED
    )

    objects: ClassVar[EventQuerySet] = EventQuerySet.as_manager()  # type: ignore[assignment]

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("place"),
        index.FilterField("unit"),
        index.FilterField("starts_at"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_start",
                condition=Q(ends_at__gte=F("starts_at")),
                violation_error_message=_("An event can't end before it starts."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({timezone.localtime(self.starts_at):%d/%m/%Y})"


class EventPicture(models.Model):
    """A picture taken at an event, whichever unit's it is."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        on_delete=models.CASCADE,
        related_name="event_pictures",
    )

    class Meta:
        verbose_name = _("picture of the event")
        verbose_name_plural = _("pictures of the event")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "image"], name="event_picture_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.image)
