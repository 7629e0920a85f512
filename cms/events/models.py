"""Public pages of events."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core import listings
from cms.core.blocks import article_body
from cms.core.doors import door
from cms.core.kinds import Kind
from cms.core.listings import dressed
from cms.core.metadata import Head, Thing
from cms.core.models import BasePage, Event, EventStatus
from cms.core.projections import RevisionFacts
from cms.core.sections import breadcrumb, section_at, sections_of
from cms.core.serving import short_code
from cms.events.querysets import EventPageManager
from cms.events.things import event
from sites.answers import note_until
from sites.requests import language_of, portal_of
from sites.snapshots import PortalSnapshot

ITEMS_ABOUT = 6


class EventPage(BasePage):
    """What readers are told of an event.

    Date, place and status stand here and not only in the desk's ``Event``, so that a
    change reaches readers by publication.
    """

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="pages"
    )
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=255, blank=True)
    organiser = models.CharField(_("organiser"), max_length=255, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=EventStatus, default=EventStatus.SCHEDULED
    )
    body = article_body(_("text"))

    objects = EventPageManager()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("event"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("place"),
                FieldPanel("organiser"),
                FieldPanel("status"),
            ],
            heading=_("As readers see it"),
            help_text=_("Left empty, these are taken from the event."),
        ),
        FieldPanel("listing_image", heading=_("Picture")),
        FieldPanel("body"),
    ]
    page_description = _("An event with day, hour and place, shown in the calendar.")
    parent_page_types = ["pages.SectionPage", "pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/event_page.html"
    found_as = Kind("event", _("Event"))
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("place"),
        index.FilterField("starts_at"),
    ]
    api_fields: ClassVar[list[APIField]] = [
        *BasePage.api_fields,
        *map(
            APIField, ("starts_at", "ends_at", "place", "organiser", "status", "body")
        ),
    ]
    override_translatable_fields = [
        *map(TranslatableField, ("title", "summary", "place", "organiser", "body")),
        *map(SynchronizedField, ("event", "starts_at", "ends_at", "status")),
        SynchronizedField("listing_image"),
    ]

    class Meta:
        verbose_name = _("event page")
        verbose_name_plural = _("event pages")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if self.event_id is not None:
            self.starts_at = self.starts_at or self.event.starts_at
            self.ends_at = self.ends_at or self.event.ends_at
            self.place = self.place or self.event.place
            self.organiser = self.organiser or self.event.organiser
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.event_id is not None and not self.event.is_public:
            raise ValidationError(
                {"event": _("An event that isn't public can't have a page.")}
            )
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError(
                {"ends_at": _("An event can't end before it starts.")}
            )

    def things(
        self, head: Head, context: Mapping[str, Any], portal: PortalSnapshot
    ) -> list[Thing]:
        return [event(self, head, portal)]

    @property
    def found_date(self) -> datetime | None:
        """Return when it takes place; when the page was made matters to nobody."""
        return self.starts_at

    def revision_facts(self) -> RevisionFacts:
        day = timezone.localtime(self.starts_at).date() if self.starts_at else None
        return RevisionFacts(event_id=self.event_id, event_date=day)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        portal, language = portal_of(request), language_of(request)
        address = self.address(portal) or ""
        sections = sections_of(portal, language)
        section = section_at(sections, address)
        items = listings.news.get().of_event(
            portal, self.event_id, language=language, limit=ITEMS_ABOUT
        )
        context["colour"] = section.colour if section else 1
        context["breadcrumb"] = breadcrumb(portal, language, address)
        context["items"] = dressed(items, sections)
        return {**context, **self._doors(portal, language)}

    def _doors(self, portal: PortalSnapshot, language: str) -> dict[str, Any]:
        """Return the permanent address, and a calendar entry while there is a use."""
        code = short_code(self)
        short_url = door(portal, language, "short_address", code) if code else ""
        is_over = self.ends_at is not None and self.ends_at < timezone.now()
        if self.ends_at is not None and not is_over:
            note_until(self.ends_at)
        useful = code and not is_over and self.status != EventStatus.CANCELLED
        return {
            "is_over": is_over,
            "short_url": short_url,
            "permanent_url": short_url and f"{portal.root_url}{short_url}",
            "calendar_url": door(portal, language, "portal_event_ics", code)
            if useful
            else "",
        }
