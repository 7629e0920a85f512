"""What the two keepers of a stopped item are shown: its words, versions and files."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from cms.core.plain_text import plain_text
from cms.takedown.kinds import State
from cms.takedown.models import Removal
from cms.takedown.sealing.contents import contents_of


@dataclass(frozen=True)
class Told:
    """One page, or one version of it, in plain words."""

    title: str
    summary: str
    text: str
    language: str = ""


@dataclass(frozen=True)
class Contents:
    """Everything that is under seal of one item."""

    title: str
    words: str
    pages: list[Told]
    versions: list[Told]
    files: list[tuple[int, str]]
    shared: list[str]


def read(removal: Removal) -> Contents | None:
    """Return what is under seal; None once it was lifted or removed."""
    if removal.state != State.IN_FORCE:
        return None
    sealed = contents_of(removal)
    own = [row for row in sealed["words"]["removals"] if row["pk"] == removal.pk]
    versions = sealed["words"]["revisions"]
    return Contents(
        title=sealed["title"],
        words=own[0]["values"]["words"] if own else "",
        pages=[_told(page["content"], page["language"]) for page in sealed["pages"]],
        versions=[_told(row["values"]["content"]) for row in reversed(versions)],
        files=[(at, taken["title"]) for at, taken in enumerate(sealed["files"])],
        shared=sealed["shared"],
    )


def _told(content: dict[str, Any], language: str = "") -> Told:
    page = Page.objects.get(pk=content["pk"]).specific_class
    whole: Any = page.from_serializable_data(content, check_fks=False)
    body = getattr(whole, "body", None)
    return Told(
        title=content.get("title", ""),
        summary=content.get("summary", ""),
        text=plain_text(body) if body else "",
        language=language,
    )


def stored_file(removal: Removal, place: int) -> str | None:
    """Return the name in the store of one of the files, by its place in the list."""
    files = contents_of(removal)["files"]
    if not 0 <= place < len(files):
        return None
    names = files[place]["files"].get("file")
    return names["now"] if names else None
