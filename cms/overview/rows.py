"""What is known of each unit, gathered for all of them by the same few queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise

from cms.core.models import EditorialRecord
from cms.corrections.models import MistakeReport
from cms.overview.days import WINDOW, days_since, first_day, start_of
from cms.overview.departures import left_behind
from cms.overview.freshness import StaleSection, stale_sections
from cms.overview.needs import Need
from cms.overview.states import OVER, UnitState, state_of
from sites.models import UnitKind
from sites.querysets import UnitQuerySet
from sites.selectors import owner_facts_missing

FACTS = 5  # of the owner, that NĐ 174/2026 demands of a site


@dataclass
class UnitRow:
    """One unit of the overview. What is over asks for nothing."""

    pk: int
    name: str
    short_name: str
    kind: str
    parent_id: int | None
    above: str
    state: UnitState
    portal_id: int | None
    home_id: int | None
    home_path: str
    last_published: datetime | None
    today: date
    missing: list[str | Promise] = field(default_factory=list)
    recent: int = 0
    before: int = 0
    stale: list[StaleSection] = field(default_factory=list)
    departed: list[str] = field(default_factory=list)
    reports: int = 0

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def kind_label(self) -> str:
        return str(UnitKind(self.kind).label)

    @property
    def facts(self) -> int:
        """Return how many of the owner's five facts the portal states."""
        return FACTS - len(self.missing)

    @property
    def silence(self) -> int | None:
        """Return the days since the last publication; None if there was none."""
        last = self.last_published
        return days_since(last, self.today) if last else None

    @property
    def needs(self) -> list[Need]:
        """Return what the unit has to see to, the most pressing first."""
        if self.is_over:
            return []
        is_open = self.state == UnitState.OPEN
        silence = self.silence
        asked = {
            Need.OWNER: bool(self.missing),
            Need.HANDOVER: bool(self.departed),
            Need.REPORTS: bool(self.reports),
            Need.STALE: bool(self.stale),
            Need.SILENT: is_open and (silence is None or silence >= WINDOW),
        }
        return [need for need in Need if asked[need]]


def rows_of(units: UnitQuerySet, now: datetime | None = None) -> list[UnitRow]:
    """Return a row for each of the units; seven queries, however many there are."""
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    rows = [_row(facts, today) for facts in _units(units, moment)]
    alive = {row.pk: row for row in rows if not row.is_over}
    _add_owner_facts(alive.values())
    _add_stale(alive.values(), today)
    _add_departed(alive, moment)
    _add_reports(alive)
    _add_recent({row.pk: row for row in rows}, today, moment)
    return rows


def _units(units: UnitQuerySet, moment: datetime) -> Iterable[dict[str, Any]]:
    out = (
        EditorialRecord.objects.items()
        .filter(unit=OuterRef("pk"), first_published_at__lte=moment)
        .order_by("-first_published_at")
    )
    rows: QuerySet[Any, dict[str, Any]] = units.annotate(
        last_published=Subquery(out.values("first_published_at")[:1]),
        above=F("parent__name"),
        status=F("portal__status"),
        home_id=F("portal__site__root_page"),
        home_path=F("portal__site__root_page__path"),
    ).values(
        *("pk", "name", "short_name", "kind", "parent_id", "valid_to", "portal"),
        *("last_published", "above", "status", "home_id", "home_path"),
    )
    return rows


def _row(facts: dict[str, Any], today: date) -> UnitRow:
    return UnitRow(
        pk=facts["pk"],
        name=facts["name"],
        short_name=facts["short_name"],
        kind=facts["kind"],
        parent_id=facts["parent_id"],
        above=facts["above"] or "",
        state=state_of(facts["status"], facts["valid_to"], today),
        portal_id=facts["portal"],
        home_id=facts["home_id"],
        home_path=facts["home_path"] or "",
        last_published=facts["last_published"],
        today=today,
    )


def _add_owner_facts(rows: Collection[UnitRow]) -> None:
    portals = {row.portal_id: row for row in rows if row.portal_id}
    for key, missing in owner_facts_missing(list(portals)).items():
        portals[key].missing = missing


def _add_stale(rows: Collection[UnitRow], today: date) -> None:
    """Ask open portals only: one on trial is being filled, a suspended one is not read."""
    homes = {row.home_path: row for row in rows if row.state == UnitState.OPEN}
    units = {path: row.pk for path, row in homes.items()}
    found = stale_sections(units, today)
    for row in homes.values():
        row.stale = found.get(row.pk, [])


def _add_departed(rows: dict[int, UnitRow], moment: datetime) -> None:
    for unit, names in left_behind(list(rows), moment).items():
        rows[unit].departed = names


def _add_reports(rows: dict[int, UnitRow]) -> None:
    waiting = MistakeReport.objects.unfinished().filter(record__unit__in=list(rows))
    counted = waiting.values_list("record__unit").annotate(Count("pk")).order_by()
    for unit, number in counted:
        rows[unit].reports = number


def _add_recent(rows: dict[int, UnitRow], today: date, moment: datetime) -> None:
    """Count the items of the last thirty days, and of the thirty before them."""
    since = first_day(today)
    earlier = first_day(since - timedelta(days=1))
    is_recent = Q(first_published_at__gte=start_of(since))
    items = EditorialRecord.objects.items().filter(
        unit__in=list(rows),
        first_published_at__gte=start_of(earlier),
        first_published_at__lte=moment,
    )
    counted = items.values_list("unit").annotate(
        recent=Count("pk", filter=is_recent), before=Count("pk", filter=~is_recent)
    )
    for unit, recent, before in counted.order_by():
        rows[unit].recent, rows[unit].before = recent, before
