"""Asks for a month of the editorial calendar, as a process of its own.

``python -m tests.bench.month PORTALS ITEMS`` gives one person so many portals with so
many items each, a tenth of them planned, and writes as JSON how many queries a month
asks and how many seconds the answer takes.
"""

import json
import sys
import time
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta

import django

django.setup()

from django.db import connection  # noqa: E402 - models need the set-up above
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from cms.almanac.services import load_days  # noqa: E402
from cms.core.models import ContentForm, EditorialRecord  # noqa: E402
from cms.planning.models import Assignment  # noqa: E402
from cms.users.models import User  # noqa: E402
from sites.models import Capability, RoleAssignment, Unit  # noqa: E402
from tests.factories.bulk import make_portals  # noqa: E402

ROWS_AT_ONCE = 2_000
YEAR, PLANNED = 365, 10
BACKEND = "sites.backends.RoleBackend"
MONTH = "/admin/lich/"


def main(portals: int, items: int) -> None:
    units = [portal.unit for portal in make_portals(portals)]
    person = User.objects.create(username="lich", full_name="Người xem lịch")
    RoleAssignment.objects.bulk_create(
        RoleAssignment(
            user=person,
            unit=unit,
            capability=Capability.PUBLISHER,
            valid_from=timezone.now(),
        )
        for unit in units
    )
    load_days()
    for unit in units:
        EditorialRecord.objects.bulk_create(
            _records(unit, items, timezone.now()), batch_size=ROWS_AT_ONCE
        )
        Assignment.objects.bulk_create(_plans(unit, items // PLANNED, person))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    sys.stdout.write(json.dumps(_asked(person)))


def _records(unit: Unit, items: int, now: datetime) -> Iterator[EditorialRecord]:
    for number in range(items):
        moment = now - timedelta(days=YEAR * number / items)
        yield EditorialRecord(
            unit=unit,
            translation_key=uuid.uuid4(),
            page_id=0,
            title=f"Tin số {number}",
            form=ContentForm.NEWS,
            revised_at=moment,
            first_published_at=moment,
        )


def _plans(unit: Unit, number: int, person: User) -> Iterator[Assignment]:
    today = timezone.localdate()
    for place in range(number):
        due = today + timedelta(days=place % YEAR)
        yield Assignment(
            unit=unit, title=f"Đề cương {place}", due_on=due, created_by=person
        )


def _asked(person: User) -> dict[str, float]:
    client = Client(headers={"host": "localhost"})
    client.force_login(person, backend=BACKEND)
    client.get(MONTH)
    began = time.monotonic()
    with CaptureQueriesContext(connection) as queries:
        status = client.get(MONTH).status_code
    seconds = time.monotonic() - began
    return {"status": status, "queries": len(queries), "seconds": seconds}


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
