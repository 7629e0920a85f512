"""Everything a front page shows, found for all its blocks together.

Blocks are read in their stored form, so that choosing ten sections costs no query; the
number of queries depends on the kinds of block in use, never on how many there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from cms.core import listings
from cms.core.listings import FrontStories, FrontWish, Occasion, Story
from cms.core.sections import Sections, sections_of
from cms.pages.answers import pages_named_in
from cms.pages.pamphlets import pamphlets_of
from media_library.models import Image
from media_library.renditions import LIST_FILTERS
from sites.addresses import address_of
from sites.answers import note_beyond
from sites.snapshots import PortalSnapshot

PER_SECTION = 6
CALENDAR_ROWS = 4
PHOTO_REPORTS = 4
VIDEOS = 8  # sections may show some of them already
SOURCES = 12
LEADING = 12  # what the lead and its neighbours are taken from

Stored = dict[str, Any]
Blocks = Sequence[tuple[str, Stored]]


@dataclass
class Material:
    """What was found for one front page, and what is already used up."""

    portal: PortalSnapshot
    language: str
    sections: Sections
    stories: FrontStories
    occasions: list[Occasion] = field(default_factory=list)
    pamphlets: dict[int, list[Story]] = field(default_factory=dict)
    images: dict[int, Image] = field(default_factory=dict)
    addresses: dict[int, str] = field(default_factory=dict)
    told: set[int] = field(default_factory=set)  # what stands above
    staged: set[int] = field(default_factory=set)  # kept for the stage of photo reports
    last_shape: str = ""

    def leading(self, chosen: Iterable[Story], most: int) -> list[Story]:
        """Return what leads: what editors chose, then the newest.

        The newest leads in any case. Beside it stands nothing that a section further
        down would have to do without altogether.
        """
        leads = [story for story in chosen if story.id not in self.told][:most]
        self.told.update(story.id for story in leads)
        for story in self._by_age():
            if len(leads) < most and (not leads or self._can_spare(story)):
                leads.append(story)
                self.told.add(story.id)
        return leads

    def new(self, stories: Iterable[Story], most: int) -> list[Story]:
        """Return the first ones that stand nowhere on the page: nothing is told twice."""
        taken = self.told | self.staged
        found = [story for story in stories if story.id not in taken][:most]
        self.told.update(story.id for story in found)
        return found

    def _by_age(self) -> list[Story]:
        """Return the newest that stand nowhere yet; the stage's own comes last."""
        fresh = [story for story in self.stories.latest if story.id not in self.told]
        return sorted(fresh, key=lambda story: story.id in self.staged)

    def _can_spare(self, story: Story) -> bool:
        """Tell whether every section that lists an item keeps another one."""
        if story.id in self.staged:
            return False
        gone = {*self.told, *self.staged, story.id}
        lists = [{one.id for one in found} for found in self.stories.sections.values()]
        return all(listed - gone for listed in lists if story.id in listed)


def gather(blocks: Blocks, portal: PortalSnapshot, language: str) -> Material:
    sections = sections_of(portal, language)
    wanted = [
        sections[key]
        for key in dict.fromkeys(all_ids(blocks, "sections"))
        if key in sections
    ]
    kinds = {facts.lists for facts in wanted}
    news = [facts.id for facts in wanted if facts.lists == "news"]
    campaigns = [values for name, values in blocks if name == "campaign"]
    stories = listings.news.get().front(portal, language, _wish(blocks, news))
    return Material(
        portal=portal,
        language=language,
        sections=sections,
        stories=stories,
        staged={story.id for story in stories.photo_reports[:1]},
        occasions=_occasions(portal, language) if "events" in kinds else [],
        pamphlets=pamphlets_of(
            portal, [facts for facts in wanted if facts.lists == "pages"], PER_SECTION
        ),
        images=_images(campaigns),
        addresses=_addresses(_linked(blocks), portal),
    )


def ids_in(values: Stored, name: str) -> list[int]:
    """Return the keys stored in a list block, in either of Wagtail's two forms."""
    items = values.get(name) or []
    keys = (item["value"] if isinstance(item, dict) else item for item in items)
    return [key for key in keys if key]


def places_of(lead: Stored) -> int:
    """Return how many items a lead shows."""
    return 1 + (lead.get("rail") or 0)


def items_of(values: Stored) -> list[Stored]:
    """Return the structs stored in a list block, in either of Wagtail's two forms."""
    return [item.get("value", item) for item in values.get("items") or []]


def all_ids(blocks: Blocks, name: str) -> list[int]:
    return [key for _block, values in blocks for key in ids_in(values, name)]


def _wish(blocks: Blocks, sections: list[int]) -> FrontWish:
    names = {name for name, _values in blocks}
    leads = [values for name, values in blocks if name == "lead"]
    chosen = [key for values in leads for key in ids_in(values, "pages")]
    return FrontWish(
        section_ids=tuple(sections),
        each=PER_SECTION + max(map(places_of, leads), default=0),
        chosen=tuple(dict.fromkeys(chosen)),
        latest=LEADING if leads else 0,
        photo_reports=PHOTO_REPORTS if "photo_reports" in names else 0,
        videos=VIDEOS if "videos" in names else 0,
        republished=SOURCES if "sources" in names else 0,
    )


def _occasions(portal: PortalSnapshot, language: str) -> list[Occasion]:
    return listings.events.get().upcoming(
        portal, language, at=timezone.now(), limit=CALENDAR_ROWS
    )


def _images(campaigns: list[Stored]) -> dict[int, Image]:
    wanted = {values.get("image") for values in campaigns} - {None}
    if not wanted:
        return {}
    images = Image.objects.prefetch_renditions(*LIST_FILTERS)
    found: dict[int, Image] = images.in_bulk(wanted)
    return found


def _linked(blocks: Blocks) -> set[int]:
    """Return the pages that campaigns and answers lead to."""
    campaigns = {
        values.get("link_page") for name, values in blocks if name == "campaign"
    }
    answers = [
        item["answer"]
        for name, values in blocks
        if name == "questions"
        for item in items_of(values)
    ]
    return {key for key in campaigns if key} | pages_named_in(answers)


def _addresses(wanted: set[int], portal: PortalSnapshot) -> dict[int, str]:
    """Return where the pages are that are live."""
    if not wanted:
        return {}
    rows = Page.objects.live().filter(pk__in=wanted).values_list("pk", "url_path")
    found = {key: address_of(url_path, portal) or "" for key, url_path in rows}
    if len(found) < len(wanted):
        note_beyond()  # what is missing may go live on any portal
    return found
