"""Demo items as pages."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from wagtail.models import Page

from cms.core.models import BasePage, ContentForm, Event, Origin, Topic
from cms.demo.assets import Assets
from cms.demo.bodies import stream
from cms.demo.content import Entry, moment, slug_of
from cms.events.models import EventPage
from cms.news.models import AlsoShownIn, Byline, NewsPage
from cms.pages.models import (
    HomePage,
    SectionPage,
    SpecialPage,
    SpecialPagePick,
    StandardPage,
)
from search.text import slugify
from sites.models import Unit


class PageMaker:
    """Makes the pages of one portal; nothing is saved here."""

    def __init__(
        self,
        unit: Unit,
        home: HomePage,
        assets: Assets,
        now: datetime,
    ) -> None:
        self._unit = unit
        self._home = home
        self._sections = {
            page.slug: page for page in SectionPage.objects.child_of(home)
        }
        self._assets = assets
        self._now = now

    def page(self, entry: Entry) -> BasePage:
        """Return the page of an item; its topics and sections are set as well."""
        make: dict[str, Callable[[Entry], BasePage]] = {
            "news": self._news,
            "event": self._event,
            "standard": self._standard,
            "special": self._special,
        }
        page = make[entry["type"]](entry)
        page.slug = slug_of(entry)
        return page

    def _common(self, entry: Entry) -> dict[str, Any]:
        return {
            **self._head(entry),
            "body": stream(entry.get("body", []), self._assets),
        }

    def _head(self, entry: Entry) -> dict[str, str]:
        summary = " ".join(entry.get("summary", "").split())
        return {"title": entry["title"], "summary": summary}

    def _special(self, entry: Entry) -> SpecialPage:
        page = SpecialPage(
            **self._head(entry),
            listing_image=self._assets.image(entry["image"]),
            starts_on=self._day(entry["starts"]),
            ends_on=self._day(entry["ends"]),
        )
        page.topics = [self._topic(name) for name in entry["topics"]]
        page.picks = [SpecialPagePick(item=self._item(slug)) for slug in entry["picks"]]
        return page

    def _item(self, slug: str) -> Page:
        """Return an item of the portal by its address. Raises ``Page.DoesNotExist``."""
        return Page.objects.descendant_of(self._home).type(NewsPage).get(slug=slug)

    def _standard(self, entry: Entry) -> StandardPage:
        return StandardPage(**self._common(entry))

    def _news(self, entry: Entry) -> NewsPage:
        page = NewsPage(
            **self._common(entry),
            **self._picture(entry),
            **self._source(entry),
            form=ContentForm(entry["form"]),
            kicker=entry.get("kicker", ""),
            event=self.event(entry["event"]) if entry.get("event") else None,
            event_date=self._day(entry.get("event_date")),
        )
        page.topics = [self._topic(name) for name in entry.get("topics", [])]
        page.bylines = [
            Byline(
                name=byline["name"],
                role=byline.get("role", "author"),
                unit=byline.get("unit", ""),
            )
            for byline in entry.get("bylines", [])
        ]
        page.also_shown_in = [
            AlsoShownIn(section=self._sections[slug])
            for slug in entry.get("also_in", [])
        ]
        return page

    def _picture(self, entry: Entry) -> dict[str, Any]:
        if not entry.get("image"):
            return {}
        return {
            "lead_image": self._assets.image(entry["image"]),
            "lead_caption": entry.get("image_caption", ""),
            "lead_credit": entry.get("image_credit", ""),
        }

    def _source(self, entry: Entry) -> dict[str, Any]:
        if entry.get("origin") != Origin.REPUBLISHED:
            return {}
        source = entry["source"]
        return {
            "origin": Origin.REPUBLISHED,
            "source_name": source["name"],
            "source_url": source["url"],
            "source_published_at": moment(source["published"], self._now),
        }

    def _event(self, entry: Entry) -> EventPage:
        image = entry.get("image")
        return EventPage(
            **self._common(entry),
            event=self.event(entry["event"]),
            listing_image=self._assets.image(image) if image else None,
        )

    def event(self, value: Entry) -> Event:
        """Return the event, one row for all items that tell about it."""
        starts = moment(value["starts"], self._now)
        found: tuple[Event, bool] = Event.objects.get_or_create(
            unit=self._unit,
            name=value["name"],
            starts_at=starts,
            defaults={
                "ends_at": moment(value["ends"], self._now),
                "place": value.get("place", ""),
                "organiser": value.get("organiser", ""),
            },
        )
        return found[0]

    def _day(self, value: Entry | None) -> Any:
        return moment(value, self._now).date() if value else None

    def _topic(self, name: str) -> Topic:
        slug = slugify(name)
        return Topic.objects.get_or_create(slug=slug, defaults={"name": name})[0]

    def parent(self, entry: Entry) -> Page:
        return self._sections[entry["section"]] if entry.get("section") else self._home
