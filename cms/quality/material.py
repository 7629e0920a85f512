"""What rules read of a page: its words, pictures, clips and links, without loading any.

Everything comes from the page in memory, in its stored form: a draft that nobody saved
is read as one that was.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import strip_tags
from wagtail.fields import StreamField

from cms.core.models import BasePage
from cms.core.plain_text import READ

# Fields of plain words that readers, lists and networks show.
WORDED = (
    *("title", "summary", "kicker", "lead_caption", "lead_credit"),
    *("social_title", "seo_title", "search_description", "place", "organiser"),
)
PARAGRAPH = re.compile(r"</(?:p|li|h\d|td|blockquote)>|<br\s*/?>", re.IGNORECASE)
ANCHOR = re.compile(r"<a\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@dataclass(frozen=True)
class Place:
    """Where something stands: a field of the page, and a block in it."""

    field: str
    block: str = ""


@dataclass(frozen=True)
class Passage:
    """Words in one piece: a field, a caption, one paragraph of a text."""

    place: Place
    words: str
    is_quoted: bool = False


@dataclass(frozen=True)
class Shot:
    """A picture where it is shown. ``is_shown`` is false in lists and for sharing."""

    place: Place
    image_id: int
    alt: str = ""
    caption: str = ""
    is_shown: bool = True


@dataclass(frozen=True)
class Link:
    """An address, or what is named by its key: a page or a document."""

    place: Place
    url: str = ""
    page_id: int | None = None
    document_id: int | None = None


@dataclass
class Material:
    passages: list[Passage] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    clips: list[tuple[Place, int]] = field(default_factory=list)

    @property
    def shown(self) -> list[Shot]:
        return [shot for shot in self.shots if shot.is_shown]

    @property
    def title(self) -> str:
        titles = (one.words for one in self.passages if one.place.field == "title")
        return next(titles, "")

    def read_field(self, page: BasePage, name: str) -> None:
        words = str(getattr(page, name, "") or "")
        if words:
            self.passages.append(Passage(Place(name), words))

    def read_body(self, name: str, body: Any) -> None:
        for block in body.raw_data:
            place = Place(name, str(block.get("id") or ""))
            self._read(block["value"], block["type"], place)

    def _read(self, value: Any, name: str, place: Place) -> None:
        if isinstance(value, str):
            self._read_words(value, name, place)
        elif isinstance(value, Mapping):
            self._read_parts(value, name, place)
        elif isinstance(value, list):
            for one in value:
                self._read(unwrapped(one), name, place)
        elif isinstance(value, int):
            self._read_key(value, name, place)

    def _read_key(self, key: int, name: str, place: Place) -> None:
        """Note what a block names by its key."""
        if name == "video":
            self.clips.append((place, key))
        elif name == "document":
            self.links.append(Link(place, document_id=key))
        elif name == "pages":
            self.links.append(Link(place, page_id=key))
        elif name == "thumbnail":
            self.shots.append(Shot(place, key, is_shown=False))

    def _read_parts(self, value: Mapping[str, Any], name: str, place: Place) -> None:
        image_id = value.get("image")
        if isinstance(image_id, int):
            alt, caption = (
                str(value.get(key) or "") for key in ("alt_text", "caption")
            )
            self.shots.append(Shot(place, image_id, alt, caption))
        for key, inner in value.items():
            self._read(inner, f"{name}.{key}" if name == "quote" else key, place)

    def _read_words(self, value: str, name: str, place: Place) -> None:
        quoted = name.startswith("quote.")
        if name.removeprefix("quote.") in {*READ, "alt_text"}:
            self.passages += [
                Passage(place, words, is_quoted=quoted) for words in paragraphs(value)
            ]
        self.links += links_in(value, place)


def unwrapped(item: Any) -> Any:
    """Return a list item's value in either of the forms Wagtail stores."""
    if isinstance(item, Mapping) and item.get("type") == "item":
        return item["value"]
    return item


def paragraphs(text: str) -> Iterator[str]:
    """Yield the words of each paragraph of a text, plain or with marks."""
    if "<" not in text:
        yield text
        return
    for part in PARAGRAPH.split(text):
        words = html.unescape(strip_tags(part))
        if words.strip():
            yield words


def links_in(text: str, place: Place) -> Iterator[Link]:
    for tag in ANCHOR.findall(text):
        named = {key: html.unescape(value) for key, value in ATTRIBUTE.findall(tag)}
        key = named.get("id", "")
        if named.get("linktype") == "page" and key.isdecimal():
            yield Link(place, page_id=int(key))
        elif named.get("linktype") == "document" and key.isdecimal():
            yield Link(place, document_id=int(key))
        elif named.get("href"):
            yield Link(place, url=named["href"])


def material_of(page: BasePage) -> Material:
    """Return everything rules may read of a page, in its order."""
    material = Material()
    for name in WORDED:
        material.read_field(page, name)
    lead = getattr(page, "lead_image_id", None)
    if lead is not None:
        caption = str(getattr(page, "lead_caption", ""))
        material.shots.append(Shot(Place("lead_image"), lead, caption=caption))
    for name in ("listing_image", "social_image"):
        key = getattr(page, f"{name}_id", None)
        if key is not None:
            material.shots.append(Shot(Place(name), key, is_shown=False))
    for stream in streams_of(page):
        material.read_body(stream, getattr(page, stream))
    return material


def streams_of(page: BasePage) -> list[str]:
    return [one.name for one in page._meta.fields if isinstance(one, StreamField)]
