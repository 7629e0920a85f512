"""What only the rows that are shown are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate

from cms.core.models import EditorialRecord
from cms.overview.days import first_day, start_of
from cms.overview.rows import UnitRow
from sites.models import PortalLanguage, UnitSuccession

WEEK, WEEKS = 7, 12


@dataclass
class Details:
    """Languages of the portal, items in each of twelve weeks, and who goes on."""

    languages: list[str] = field(default_factory=list)
    weeks: list[int] = field(default_factory=lambda: [0] * WEEKS)
    successors: list[str] = field(default_factory=list)


def details_of(rows: Sequence[UnitRow], now: datetime) -> dict[int, Details]:
    """Return the details by unit; three queries."""
    found = {row.pk: Details() for row in rows}
    _add_languages(found, {row.portal_id: row.pk for row in rows if row.portal_id})
    _add_successors(found, [row.pk for row in rows if row.is_over])
    if rows:
        _add_weeks(found, rows[0].today, now)
    return found


def _add_languages(found: dict[int, Details], units: dict[int, int]) -> None:
    rows = PortalLanguage.objects.filter(portal__in=units).select_related("locale")
    for row in rows.order_by("-is_default", "pk"):
        name = row.locale.get_display_name()
        found[units[row.portal_id]].languages.append(name)


def _add_successors(found: dict[int, Details], units: list[int]) -> None:
    rows = UnitSuccession.objects.filter(predecessor__in=units)
    names = rows.order_by("effective_on", "pk").values_list(
        "predecessor", "successor__name"
    )
    for unit, name in names:
        found[unit].successors.append(name)


def _add_weeks(found: dict[int, Details], today: date, now: datetime) -> None:
    """Count items by weeks of seven days, the last of which ends today."""
    since = first_day(today, WEEK * WEEKS)
    items = EditorialRecord.objects.items().filter(
        unit__in=list(found),
        first_published_at__gte=start_of(since),
        first_published_at__lte=now,
    )
    days = items.annotate(day=TruncDate("first_published_at"))
    counted = days.values_list("unit", "day").annotate(Count("pk")).order_by()
    for unit, day, number in counted:
        found[unit].weeks[(day - since) // timedelta(days=WEEK)] += number
