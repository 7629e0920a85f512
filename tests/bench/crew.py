"""Fills one database with people of the administration, as a process of its own.

``python -m tests.bench.crew PORTALS`` brings the house to so many portals with five
people each, and writes what an editor and an auditor ask for, with their sessions, as JSON.
"""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402 - models need the set-up above
from django.db import connection  # noqa: E402

from cms.users.models import User  # noqa: E402
from sites.models import Capability, Portal  # noqa: E402
from tests.admin import admin_client  # noqa: E402
from tests.factories.bulk import make_portals  # noqa: E402
from tests.factories.crowds import make_crews, put_under_province  # noqa: E402

OVERVIEW = "/admin/toan-canh/"
DESKS = 5  # so many editors of as many units ask in turns, where there are as many


def main(portals: int) -> None:
    make_portals(portals - Portal.objects.count(), port=settings.PORT)
    everywhere = list(Portal.objects.select_related("unit", "site__root_page"))
    make_crews(everywhere)
    put_under_province(everywhere)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    sys.stdout.write(json.dumps(_targets(everywhere[:DESKS])))


def _targets(portals: list[Portal]) -> dict[str, list[tuple[str, str, str]]]:
    host = f"localhost:{settings.PORT}"
    found: dict[str, list[tuple[str, str, str]]] = {}
    for portal in portals:
        session = _session_of(_holder(portal, Capability.EDITOR))
        for kind, path in _screens(portal).items():
            found.setdefault(kind, []).append((host, path, session))
        # Of one unit: however large the house, it is one row.
        session = _session_of(_holder(portal, Capability.AUDITOR))
        found.setdefault("overview", []).append((host, OVERVIEW, session))
    return found


def _screens(portal: Portal) -> dict[str, str]:
    home = portal.site.root_page
    section = home.get_children().order_by("path")[0]
    return {
        "first page": "/admin/",
        "explorer": f"/admin/pages/{section.pk}/",
        "page chooser": f"/admin/choose-page/{section.pk}/",
    }


def _holder(portal: Portal, capability: Capability) -> User:
    holding = {"unit": portal.unit_id, "capability": capability}
    people = User.objects.filter(
        **{f"role_assignments__{name}": value for name, value in holding.items()}
    )
    holder: User = people.order_by("pk")[0]
    return holder


def _session_of(person: User) -> str:
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={admin_client(person).cookies[name].value}"


if __name__ == "__main__":
    main(int(sys.argv[1]))
