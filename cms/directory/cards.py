"""What the directory tells of each portal, grouped by the province above it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone

from search.text import fold, sort_key, tokens
from sites.columns import day
from sites.models import Portal, PortalStatus, RoleAssignment, Unit, UnitKind
from sites.naming import role_names

TIERS = {kind.value: place for place, kind in enumerate(UnitKind)}


@dataclass(frozen=True)
class Person:
    """Somebody to look over the shoulder of, in the demonstration."""

    username: str
    full_name: str
    role_label: str


@dataclass(frozen=True)
class Successor:
    """Who goes on with the work of a unit, since when, and where to find them."""

    name: str
    url: str
    since: str


@dataclass(frozen=True)
class Card:
    name: str
    above: str
    url: str
    hostname: str
    status: str
    status_label: str
    theme: str
    languages: list[str]
    unit_kind: str
    successors: list[Successor]
    summary: str
    port_url: str
    people: list[Person]
    is_historic: bool
    text: str  # folded: what the card is found by


@dataclass
class Province:
    name: str
    portals: list[Card] = field(default_factory=list)


@dataclass
class Yard:
    """The living portals by province; those from before a reorganisation apart."""

    provinces: list[Province] = field(default_factory=list)
    historic: list[Card] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.historic) + sum(len(one.portals) for one in self.provinces)


def yard(*, with_people: bool, words: str = "") -> Yard:
    """Return portals in order of their names, under the unit at the top of theirs.

    All of them, or those in whose names and addresses every one of the words stands,
    typed with marks or without. Below one top, each kind of unit stands together, the
    province before its communes. The number of queries does not grow with the portals.
    """
    people = _people() if with_people else {}
    tops = _tops()
    groups: dict[str, Province] = {}
    found = Yard()
    wanted = tokens(words)
    opened = list(enumerate(_portals()))
    for position, portal in sorted(opened, key=_place):
        top = tops[portal.unit_id]
        card = _card(portal, position, top, people.get(portal.unit_id, []))
        if not all(word in card.text for word in wanted):
            continue
        if card.is_historic:
            found.historic.append(card)
        else:
            groups.setdefault(top, Province(top)).portals.append(card)
    found.provinces = sorted(groups.values(), key=lambda one: sort_key(one.name))
    return found


def _place(opened: tuple[int, Portal]) -> tuple[int, str, int]:
    unit = opened[1].unit
    return TIERS[unit.kind], unit.sort_key, unit.pk


def _portals() -> Iterable[Portal]:
    return (
        Portal.objects.for_display()
        .prefetch_related(
            "unit__successions__successor__portal__site",
            "unit__inheritances__predecessor",
        )
        .order_by("pk")
    )


def _card(portal: Portal, position: int, top: str, people: list[Person]) -> Card:
    texts = list(portal.owner_texts.all())
    text = texts[0] if texts else None
    branding = next(iter(portal.brandings.all()), None)
    successors = _successors(portal.unit)
    first_port = settings.PORTAL_PORTS_FROM
    return Card(
        name=text.name if text else portal.unit.name,
        above=text.above if text else "",
        url=f"{portal.site.root_url}/",
        hostname=portal.site.hostname,
        status=portal.status,
        status_label=portal.get_status_display(),
        theme=branding.theme if branding else "",
        languages=[
            language.locale.get_display_name() for language in portal.languages.all()
        ],
        unit_kind=portal.unit.get_kind_display(),
        successors=successors,
        summary=_summary(portal),
        port_url=f"http://localhost:{first_port + position}/" if first_port else "",
        people=people,
        is_historic=_is_historic(portal),
        text=_text(portal, top, text.name if text else "", successors),
    )


def _is_historic(portal: Portal) -> bool:
    """Tell a portal that is kept as it was, or whose unit has had its last day."""
    last_day = portal.unit.valid_to
    ended = last_day is not None and last_day < timezone.localdate()
    return ended or portal.status == PortalStatus.FROZEN


def _successors(unit: Unit) -> list[Successor]:
    return [
        Successor(
            name=one.successor.name,
            url=f"{one.successor.portal.site.root_url}/"
            if hasattr(one.successor, "portal")
            else "",
            since=day(one.effective_on),
        )
        for one in unit.successions.all()
    ]


def _text(portal: Portal, top: str, name: str, successors: list[Successor]) -> str:
    """Return the folded names and addresses of a portal.

    The names of those whose work it goes on with are among them: whoever knows a unit
    by its former name finds where it is now.
    """
    unit = portal.unit
    names = [
        *(top, name, unit.name, unit.short_name, portal.site.hostname),
        *(hostname.hostname for hostname in portal.hostnames.all()),
        *(successor.name for successor in successors),
        *(one.predecessor.name for one in unit.inheritances.all()),
    ]
    return fold(" ".join(names))


def _summary(portal: Portal) -> str:
    """Return what a portal says of itself; one on trial says nothing yet."""
    on_trial = portal.status == PortalStatus.TRIAL
    return "" if on_trial else portal.site.root_page.search_description


def _people() -> dict[int, list[Person]]:
    people: dict[int, list[Person]] = {}
    held = RoleAssignment.objects.active().select_related("user")
    roles = list(held.order_by("unit", "user__sort_key", "capability"))
    names = role_names({role.unit_id for role in roles})
    for role in roles:
        person = Person(
            role.user.get_username(),
            role.user.get_full_name(),
            names.name(role.unit_id, role.capability),
        )
        people.setdefault(role.unit_id, []).append(person)
    return people


def _tops() -> dict[int, str]:
    """Return for every unit the name of the highest unit above it."""
    rows = {pk: (parent, name) for pk, parent, name in Unit.objects.lines()}

    def top(pk: int) -> str:
        seen = {pk}
        while rows[pk][0] is not None and rows[pk][0] not in seen:
            pk = rows[pk][0]
            seen.add(pk)
        return str(rows[pk][1])

    return {pk: top(pk) for pk in rows}
