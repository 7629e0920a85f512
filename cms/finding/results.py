"""The answer to a search, as plain values: what the page shows and nothing of how.

Another engine behind the same page fills the same values.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404

from cms.core.sections import Sections, sections_of
from cms.finding.asking import Asked
from cms.finding.choices import Filter, filters
from cms.finding.counting import Bunch, Narrowed, total
from cms.finding.hits import HitList, hit_of
from cms.finding.pages import bunches, findable, narrowed
from search.found import by_worth
from sites.snapshots import LanguageFacts, PortalSnapshot

PER_PAGE = 12


@dataclass(frozen=True)
class Results:
    """Hits and ways on from here; each way is a query string."""

    asked: Asked
    sheet: Any = None  # a page of a Django paginator, of hits; None: nothing was asked
    all_filters: list[Filter] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.sheet.paginator.count if self.sheet is not None else 0

    @property
    def filters(self) -> list[Filter]:
        return [one for one in self.all_filters if one.is_offered]

    @property
    def applied(self) -> list[tuple[str, str]]:
        """Return what the hits are narrowed to, each with the way that drops it."""
        chosen = (one.chosen for one in self.all_filters)
        return [(choice.label, choice.query) for choice in chosen if choice]

    @property
    def everything(self) -> str:
        return replace(self.asked, kind="", section=0, year=0).address

    @property
    def best_first(self) -> str:
        return replace(self.asked, newest_first=False).address

    @property
    def newest_first(self) -> str:
        return replace(self.asked, newest_first=True).address

    @property
    def loose(self) -> str:
        """Return the way to the same words side by side or not, if there are phrases."""
        plan = self.asked.plan
        if not plan.phrases:
            return ""
        words = " ".join(word.written for word in plan.all_words)
        return replace(self.asked, query=words).address


def results(
    portal: PortalSnapshot, facts: LanguageFacts, asked: Asked, *, page: str
) -> Results:
    """Search a portal in one language. Raises ``Http404`` past the last page of hits."""
    plan = asked.plan
    if not plan:
        return Results(asked)
    sections = sections_of(portal, facts.code)
    found_pages = findable(facts, plan)
    found = bunches(found_pages)
    asked = _known(asked, found, sections)
    area = sections[asked.section].path if asked.section else ""
    chosen = Narrowed(asked.kind or None, area or None, asked.year or None)
    pages = narrowed(found_pages, asked, area)
    hits = HitList(
        pages.order_by("-first_published_at", "-pk")
        if asked.newest_first
        else by_worth(pages, plan),
        total(found, chosen),
        lambda hit: hit_of(hit, plan, portal, sections),
    )
    return Results(
        asked,
        sheet=sheet_of(hits, page),
        all_filters=filters(asked, found, chosen, sections),
    )


def sheet_of(rows: Any, page: str) -> Any:
    """Return one page of a list. Raises ``Http404`` for one that does not exist."""
    try:
        return Paginator(rows, PER_PAGE).page(page or 1)
    except (EmptyPage, PageNotAnInteger) as fault:
        raise Http404(str(fault)) from fault


def _known(asked: Asked, found: list[Bunch], sections: Sections) -> Asked:
    """Leave out of a question what does not occur among the hits."""
    section = sections.get(asked.section)
    areas = {bunch.area for bunch in found}
    return replace(
        asked,
        kind=asked.kind if asked.kind in {bunch.kind for bunch in found} else "",
        section=asked.section if section and section.path in areas else 0,
        year=asked.year if asked.year in {bunch.year for bunch in found} else 0,
    )
