"""What the directory tells of each portal, grouped by the province above it."""

from dataclasses import dataclass, field

from django.conf import settings

from sites.models import Portal, PortalStatus, RoleAssignment, Unit
from sites.naming import role_names


@dataclass(frozen=True)
class Person:
    """Somebody to look over the shoulder of, in the demonstration."""

    username: str
    full_name: str
    role_label: str


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
    successor: str
    summary: str
    port_url: str
    people: list[Person]


@dataclass
class Province:
    name: str
    portals: list[Card] = field(default_factory=list)


def provinces(*, with_people: bool) -> list[Province]:
    """Return all portals in order of opening, under the unit at the top of theirs.

    A number of queries that does not grow with the number of portals.
    """
    people = _people() if with_people else {}
    tops = _tops()
    groups: dict[str, Province] = {}
    for position, portal in enumerate(Portal.objects.for_display().order_by("pk")):
        top = tops[portal.unit_id]
        group = groups.setdefault(top, Province(top))
        group.portals.append(_card(portal, position, people.get(portal.unit_id, [])))
    return list(groups.values())


def _card(portal: Portal, position: int, people: list[Person]) -> Card:
    texts = list(portal.owner_texts.all())
    text = texts[0] if texts else None
    branding = next(iter(portal.brandings.all()), None)
    successions = list(portal.unit.successions.all())
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
        successor=successions[0].successor.name if successions else "",
        summary=_summary(portal),
        port_url=f"http://localhost:{first_port + position}/" if first_port else "",
        people=people,
    )


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
