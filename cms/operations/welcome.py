"""What somebody who has just started the house needs to know."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from sites.models import Portal, RoleAssignment
from sites.naming import role_names

ROWS_MAX = 60


@dataclass(frozen=True)
class PortalLine:
    name: str
    address: str
    port: int  # 0: hosts are resolved, nothing stands in


@dataclass(frozen=True)
class AccountLine:
    username: str
    name: str
    unit: str
    roles: str


def portal_lines() -> list[PortalLine]:
    """Return the portals in order of opening, as ports are given to them."""
    first = settings.PORTAL_PORTS_FROM
    return [
        PortalLine(
            portal.unit.short_name,
            f"{portal.site.root_url}/",
            first + position if first else 0,
        )
        for position, portal in enumerate(Portal.objects.for_display().order_by("pk"))
    ]


def account_lines() -> list[AccountLine]:
    """Return the demonstration's people with their roles.

    Keepers of the house come first, then unit by unit in the order of the portals.
    Nobody is named where the demonstration's log-in does not exist.
    """
    if not settings.DEMO_LOGIN:
        return []
    keepers = get_user_model().objects.filter(is_superuser=True, is_active=True)
    lines = [
        AccountLine(keeper.get_username(), keeper.get_full_name(), _("the house"), "")
        for keeper in keepers
    ]
    held = RoleAssignment.objects.active().select_related("user", "unit")
    in_order = list(
        held.order_by("unit__portal", "unit", "user__sort_key", "capability")
    )
    names = role_names({role.unit_id for role in in_order})
    for (user, unit), roles in groupby(in_order, lambda role: (role.user, role.unit)):
        what = ", ".join(names.name(unit.pk, role.capability) for role in roles)
        person = (user.get_username(), user.get_full_name())
        lines.append(AccountLine(*person, unit.short_name, what))
    return lines


def welcome(
    portals: Sequence[PortalLine],
    accounts: Sequence[AccountLine],
    taken: Collection[int],
) -> Iterator[str]:
    """Yield the greeting; ``taken`` are ports that could not stand in."""
    house = {"address": f"{settings.WAGTAILADMIN_BASE_URL}/"}
    yield ""
    yield _("The house is open: %(address)s") % house
    if portals:
        yield ""
        yield _("Portals (on the right: where *.localhost is not resolved)")
        yield from _shortened(_portal_rows(portals, taken))
    if accounts:
        yield ""
        yield _account_title()
        yield from _shortened(_account_rows(accounts))
    yield ""
    yield _("To stop, press Ctrl+C.")


def _shortened(rows: list[str]) -> list[str]:
    if len(rows) <= ROWS_MAX:
        return rows
    more = {"number": len(rows) - ROWS_MAX}
    return [*rows[:ROWS_MAX], "  " + _("… and %(number)s more") % more]


def _portal_rows(portals: Sequence[PortalLine], taken: Collection[int]) -> list[str]:
    names = max(len(line.name) for line in portals)
    addresses = max(len(line.address) for line in portals)
    return [
        f"  {line.name:<{names}}  {line.address:<{addresses}}  {_port(line, taken)}".rstrip()
        for line in portals
    ]


def _port(line: PortalLine, taken: Collection[int]) -> str:
    if not line.port:
        return ""
    if line.port in taken:
        return _("(port %(port)s is in use)") % {"port": line.port}
    return f"http://localhost:{line.port}/"


def _account_title() -> str:
    password = settings.DEMO_PASSWORD
    if not password:
        return _("Demonstration accounts (one click in the directory logs in)")
    return _("Demonstration accounts (password: %(password)s)") % {"password": password}


def _account_rows(accounts: Sequence[AccountLine]) -> list[str]:
    """Return a row per person and unit: log-in, name, and what they do for whom."""
    logins = max(len(line.username) for line in accounts)
    names = max(len(line.name) for line in accounts)
    return [
        f"  {line.username:<{logins}}  {line.name:<{names}}  {_work(line)}"
        for line in accounts
    ]


def _work(line: AccountLine) -> str:
    return f"{line.unit}: {line.roles}" if line.roles else line.unit
