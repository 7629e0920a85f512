"""Narrowing a section to a form of content or a year, by a plain form.

What readers ask for in the address is looked up among what occurs in the section;
anything else narrows nothing and is answered with a sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from cms.core import listings
from cms.core.listings import Facets, Pick
from cms.core.models import ContentForm
from sites.snapshots import PortalSnapshot

FORM, YEAR = "form", "year"


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Narrowing:
    """The filter of one section, as asked for by one reader."""

    pick: Pick
    forms: tuple[Choice, ...]
    years: tuple[Choice, ...]
    is_refused: bool  # something was asked for that does not occur here

    @property
    def is_offered(self) -> bool:
        """A section of one form and one year has nothing to be narrowed to."""
        return len(self.forms) > 1 or len(self.years) > 1

    @property
    def is_active(self) -> bool:
        return bool(self.pick.form or self.pick.year)

    @property
    def query(self) -> str:
        """Return what the address of another page of the list begins with."""
        asked = {FORM: self.pick.form, YEAR: self.pick.year}
        kept = urlencode({name: value for name, value in asked.items() if value})
        return f"{kept}&" if kept else ""


def narrowing_of(
    portal: PortalSnapshot, section_id: int, asked: Mapping[str, str]
) -> Narrowing:
    facets = _facets(portal, section_id)
    years = {str(year): year for year in facets.years}
    form, year = asked.get(FORM, ""), asked.get(YEAR, "")
    pick = Pick(form=form if form in facets.forms else "", year=years.get(year))
    return Narrowing(
        pick=pick,
        forms=tuple(
            Choice(value, str(ContentForm(value).label), value == pick.form)
            for value in facets.forms
        ),
        years=tuple(
            Choice(value, value, number == pick.year) for value, number in years.items()
        ),
        is_refused=(form, year) != (pick.form, str(pick.year or "")),
    )


def _facets(portal: PortalSnapshot, section_id: int) -> Facets:
    """Return forms and years of a section, remembered until the portal changes."""
    key = ("facets", str(section_id))
    if key not in portal.memo:
        portal.memo[key] = listings.news.get().facets(section_id)
    remembered: Facets = portal.memo[key]
    return remembered
