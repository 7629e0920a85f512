"""Faults that only the database can tell: what is taken, and what isn't there."""

from collections.abc import Iterator, Mapping

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.provisioning.faults import Fault, SpecError
from cms.provisioning.spec import PortalSpec, UnitSpec
from cms.routes.specs import PartySpec
from sites.models import (
    Portal,
    PortalHostname,
    PortalLanguage,
    RetiredHostname,
    RoleAssignment,
    Unit,
)
from sites.selectors import reserved_words


def refuse_conflicts(spec: PortalSpec) -> None:
    """Raise ``SpecError`` with every conflict between specification and database."""
    faults = [
        *_unknown_units(spec),
        *_circles(spec),
        *_taken_hostnames(spec),
        *_reserved_hostnames(spec),
        *_taken_sites(spec),
        *_changed_default_language(spec),
        *_taken_accounts(spec),
        *_unknown_people(spec),
    ]
    if faults:
        raise SpecError(faults)


def _fault(spec: PortalSpec, place: str, message: str) -> Fault:
    return Fault(spec.line_of.get(place, 1), place, message)


def _unknown_units(spec: PortalSpec) -> list[Fault]:
    named = {place: code for place, code in _units_named(spec) if code}
    known = set(
        Unit.objects.filter(code__in=named.values()).values_list("code", flat=True)
    )
    message = _("the unit “%(code)s” is not known; open or name it first")
    return [
        _fault(spec, place, message % {"code": code})
        for place, code in named.items()
        if code not in known
    ]


def _units_named(spec: PortalSpec) -> Iterator[tuple[str, str]]:
    """Yield the place and the code of every unit that must be there already.

    Units are made from the first of ``above`` on, so each may name those before it.
    """
    made: set[str] = set()
    for place, unit in _units(spec):
        if unit.parent not in made:
            yield f"{place}.parent", unit.parent
        made.add(unit.code)
    for position, succession in enumerate(spec.unit.successions):
        if succession.unit not in made:
            yield f"unit.successors[{position}].unit", succession.unit
    for position, section in enumerate(spec.sections):
        if section.owner not in made:
            yield f"sections[{position}].owner", section.owner
    yield from (
        (f"{place}.unit", party.unit)
        for place, party in _parties(spec)
        if party.unit not in made
    )


def _units(spec: PortalSpec) -> Iterator[tuple[str, UnitSpec]]:
    for position, unit in enumerate(spec.above):
        yield f"above[{position}]", unit
    yield "unit", spec.unit


def _circles(spec: PortalSpec) -> list[Fault]:
    """Return faults for units that would come to lie below themselves."""
    parents: dict[str, str | None] = dict(
        Unit.objects.values_list("code", "parent__code")
    )
    parents |= {unit.code: unit.parent for _place, unit in _units(spec)}
    return [
        _fault(spec, f"{place}.parent", _("A unit can't lie below itself."))
        for place, unit in _units(spec)
        if unit.code in _line_above(unit.code, parents)
    ]


def _line_above(code: str, parents: Mapping[str, str | None]) -> list[str]:
    line: list[str] = []
    above = parents.get(code)
    while above and above not in line:
        line.append(above)
        above = parents.get(above)
    return line


def _taken_hostnames(spec: PortalSpec) -> list[Fault]:
    taken = PortalHostname.objects.filter(hostname__in=spec.hostnames).exclude(
        portal__unit__code=spec.unit.code
    )
    return [
        _fault(
            spec,
            _place_of_hostname(spec, row.hostname),
            _("“%(host)s” belongs to the portal of %(unit)s")
            % {"host": row.hostname, "unit": row.portal.unit},
        )
        for row in taken.select_related("portal__unit")
    ]


def _reserved_hostnames(spec: PortalSpec) -> list[Fault]:
    """Return faults for names that other portals gave up and nobody released."""
    own = Portal.objects.filter(unit__code=spec.unit.code).first()
    closed = RetiredHostname.objects.closed_to(spec.hostnames, own.pk if own else None)
    return [
        _fault(spec, _place_of_hostname(spec, row.hostname), reserved_words(row))
        for row in closed
    ]


def _taken_sites(spec: PortalSpec) -> list[Fault]:
    """Return faults for hostnames of sites that belong to no portal."""
    sites = Site.objects.filter(hostname__in=spec.hostnames, portal__isnull=True)
    return [
        _fault(
            spec,
            _place_of_hostname(spec, site.hostname),
            _("“%(host)s” is the host of a site that is no portal")
            % {"host": site.hostname},
        )
        for site in sites
    ]


def _place_of_hostname(spec: PortalSpec, hostname: str) -> str:
    return f"portal.hostnames[{spec.hostnames.index(hostname)}]"


def _changed_default_language(spec: PortalSpec) -> list[Fault]:
    """Return a fault if addresses without a prefix would change their language."""
    default = PortalLanguage.objects.filter(
        portal__unit__code=spec.unit.code, is_default=True
    ).exclude(locale__language_code=spec.languages[0])
    return [
        _fault(
            spec,
            "portal.languages[0]",
            _("the portal's default language is %(language)s and stays so")
            % {"language": language},
        )
        for language in default.select_related("locale")
    ]


def _taken_accounts(spec: PortalSpec) -> list[Fault]:
    """Return faults for accounts that exist already and serve another unit.

    A specification never takes over a person of another unit.
    """
    names = [account.username for account in spec.accounts]
    existing = get_user_model().objects.filter(username__in=names)
    own = set(
        RoleAssignment.objects.filter(
            user__in=existing, unit__code=spec.unit.code
        ).values_list("user__username", flat=True)
    )
    return [
        _fault(
            spec,
            f"accounts[{names.index(user.get_username())}].username",
            _("“%(name)s” is the account of somebody of another unit")
            % {"name": user.get_username()},
        )
        for user in existing
        if user.get_username() not in own
    ]


def _parties(spec: PortalSpec) -> Iterator[tuple[str, PartySpec]]:
    """Yield the place and the words of everybody a route waits for."""
    for number, row in enumerate(spec.routes):
        for position, step in enumerate(row.spec.steps):
            for place, party in enumerate(step.parties):
                yield f"routes[{number}].steps[{position}].parties[{place}]", party


def _unknown_people(spec: PortalSpec) -> list[Fault]:
    """Return faults for people whom a route names and nobody knows."""
    named = {place: party.person for place, party in _parties(spec) if party.person}
    known = {account.username for account in spec.accounts}
    known |= set(
        get_user_model()
        .objects.filter(username__in=named.values())
        .values_list("username", flat=True)
    )
    message = _("nobody has the account “%(name)s”")
    return [
        _fault(spec, f"{place}.person", message % {"name": name})
        for place, name in named.items()
        if name not in known
    ]
