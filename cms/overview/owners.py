"""Who has to see to sections that are stale: their owners, to be reminded (SEC-10).

A section's owner is the person in charge of it; where it names none, whoever holds a
duty for just this section.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F

from cms.core.models import Duty
from cms.overview.freshness import StaleSection, stale_sections
from cms.pages.models import SectionPage
from cms.users.models import User
from sites.models import PortalStatus, Unit
from sites.selectors import units_at_work


@dataclass(frozen=True)
class OwnedSection:
    """A stale section, its unit, and who has to see to it; nobody may be in charge."""

    section: StaleSection
    unit_id: int
    owner: User | None
    today: date

    @property
    def over(self) -> int | None:
        """Return by how many days it is over its threshold; None where it stood empty."""
        since = self.section.since
        return None if since is None else since - self.section.allowed

    @property
    def passing(self) -> str:
        """Return the name of this one passing of the threshold.

        It stays the same each day until something new stands in the section, so that
        whoever tells of it by this name tells it once.
        """
        since = self.section.since
        last = "never" if since is None else str(self.today - timedelta(days=since))
        return f"section:{self.section.page_id}:{last}"


def owned_sections(units: Iterable[int], today: date) -> list[OwnedSection]:
    """Return the stale sections of open portals of units at work; four queries."""
    homes = _homes(units)
    found = stale_sections(homes, today)
    keys = [one.page_id for sections in found.values() for one in sections]
    owners = _owners(keys) if keys else {}
    return [
        OwnedSection(one, unit, owners.get(one.page_id), today)
        for unit, sections in found.items()
        for one in sections
    ]


def sections_to_remind_of(today: date) -> list[OwnedSection]:
    """Return every stale section of the house that somebody is in charge of."""
    units = units_at_work().values_list("pk", flat=True)
    return [one for one in owned_sections(units, today) if one.owner is not None]


def _homes(units: Iterable[int]) -> dict[str, int]:
    """Return the units of open portals by the path of their home page."""
    rows = Unit.objects.filter(
        pk__in=list(units), portal__status=PortalStatus.OPEN
    ).annotate(home=F("portal__site__root_page__path"))
    return dict(rows.values_list("home", "pk"))


def _owners(sections: list[int]) -> dict[int, User]:
    """Return who is in charge of sections, by section; people who left own nothing."""
    rows = SectionPage.objects.filter(pk__in=sections, responsible__isnull=False)
    named = dict(rows.values_list("pk", "responsible"))
    duties = Duty.objects.in_force().filter(section__in=sections).order_by("pk")
    for section, person in duties.values_list("section", "assignment__user"):
        named.setdefault(section, person)
    people: Any = get_user_model().objects.filter(is_active=True)
    known: dict[int, User] = people.in_bulk(set(named.values()))
    return {key: known[who] for key, who in named.items() if who in known}
