"""Pages as the list of hits shows them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from wagtail.models import Page

from cms.core.heritage import is_elsewhere
from cms.core.kinds import Kind
from cms.core.models import BasePage, ContentForm
from cms.core.plain_text import plain_text
from cms.core.sections import Sections, section_at
from cms.core.serving import issue_of, served_models, specific_pages
from search.excerpts import excerpt, marked
from search.plan import Plan
from sites.snapshots import PortalSnapshot


@dataclass(frozen=True)
class Hit:
    """One hit; the words that were asked for are marked."""

    url: str
    title: SafeString
    kicker: SafeString
    excerpt: SafeString
    kind: str
    section: str
    colour: int
    date: datetime | None
    issuer: str = ""  # where that is another unit than the portal's


class HitList:
    """Hits as Django's paginator wants them: counted already, and sliced."""

    def __init__(
        self, pages: Any, number: int, show: Callable[[BasePage], Hit]
    ) -> None:
        self._pages, self._number, self._show = pages, number, show

    def count(self) -> int:
        return self._number

    def __len__(self) -> int:
        return self._number

    def __getitem__(self, part: slice) -> list[Hit]:
        """Return a stretch of hits: their keys in order first, then what they show.

        Ordering whole pages would carry every body of every hit through the sort.
        """
        keys = list(self._pages.values_list("pk", flat=True)[part])
        shown = specific_pages(Page.objects.filter(pk__in=keys))
        pages = {page.pk: page for page in shown}
        return [self._show(pages[key]) for key in keys if key in pages]


def hit_of(
    page: BasePage, plan: Plan, portal: PortalSnapshot, sections: Sections
) -> Hit:
    url = page.address(portal) or ""
    around = section_at(sections, url)
    coloured = around or sections.get(page.pk)  # a section has a colour of its own
    issue = issue_of(page)
    return Hit(
        url=url,
        title=marked(page.title, plan),
        kicker=marked(getattr(page, "kicker", ""), plan),
        excerpt=excerpt(_text(page), plan),
        kind=labels()[_kind_of(page)],
        section=around.title if around else "",
        colour=coloured.colour if coloured else 1,
        date=page.found_date,
        issuer=issue.name if is_elsewhere(issue, portal) else "",
    )


def _text(page: BasePage) -> str:
    body = getattr(page, "body", None)
    return f"{page.summary} {plain_text(body)}" if body is not None else page.summary


def _kind_of(page: BasePage) -> str:
    form: str = getattr(page, page.found_form) if page.found_form else ""
    return form or (page.found_as.value if page.found_as else "")


def labels() -> Mapping[str, str]:
    """Return the words for all kinds: forms of content, then types of page."""
    kinds = [Kind(form.value, form.label) for form in ContentForm]
    kinds += [model.found_as for model in served_models() if model.found_as]
    return {kind.value: str(kind.label) for kind in kinds}
