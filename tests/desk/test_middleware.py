"""Whoever opens an item under embargo stands in the security log."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.core.models import EditorialRecord
from sites.models import Capability
from tests.admin import admin_client
from tests.desk.conftest import Office
from tests.factories.people import person_of

pytestmark = pytest.mark.django_db

DOORS = [
    "/admin/pages/{page}/edit/",
    "/admin/pages/{page}/view_draft/",
    "/admin/pages/{page}/history/",
    "/admin/pages/{page}/usage/",
    "/admin/pages/{page}/revisions/{revision}/view/",
    "/admin/pages/{page}/revisions/compare/earliest...latest/",
    "/admin/pages/{page}/copy/",
    "/admin/api/main/pages/{page}/",
    "/admin/records/edit/{record}/",
    "/admin/records/history/{record}/",
]


def seen() -> list[SecurityEntry]:
    return list(SecurityEntry.objects.chained().filter(kind=Kind.EMBARGO_SEEN))


def embargo(office: Office, days: int = 1) -> EditorialRecord:
    record = office.record
    record.embargo_until = timezone.now() + timedelta(days=days)
    record.save(update_fields=["embargo_until"])
    return record


def address(door: str, office: Office) -> str:
    return door.format(
        page=office.page.pk,
        record=office.record.pk,
        revision=office.page.latest_revision_id,
    )


def test_each_door_tells_who_looked(
    here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cms.audit.services.REPEATED_AFTER", timedelta())
    record, person = embargo(here), person_of(here.living.unit, Capability.PUBLISHER)
    client, paths = admin_client(person), [address(door, here) for door in DOORS]
    assert [client.get(path).status_code for path in paths] == [200] * len(paths)
    assert [entry.facts["path"] for entry in seen()] == paths
    for entry in seen():
        assert (entry.actor, entry.unit) == (person, here.living.unit)
        assert entry.subject_type == "core.editorialrecord"
        assert (entry.subject_id, entry.subject) == (
            str(record.pk),
            f"/-/{record.code}/",
        )


def test_an_afternoon_of_editing_is_one_entry_an_hour(here: Office) -> None:
    embargo(here)
    client = admin_client(here.editor)
    for door in (DOORS[0], DOORS[0], DOORS[-1]):
        client.get(address(door, here))
    assert len(seen()) == 1


def test_an_item_that_may_be_out_is_nobody_s_secret(here: Office) -> None:
    client = admin_client(here.editor)
    client.get(address(DOORS[0], here))
    embargo(here, days=-1)
    client.get(address(DOORS[-1], here))
    assert seen() == []


def test_who_is_turned_away_has_not_looked(here: Office, elsewhere: Office) -> None:
    embargo(here)
    client = admin_client(elsewhere.editor)
    for door in DOORS:
        assert client.get(address(door, here)).status_code in {302, 404}
    assert seen() == []


def test_no_entry_no_item(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    embargo(here)

    def fail(**facts: object) -> None:
        raise OSError

    monkeypatch.setattr("cms.desk.middleware.record_once", fail)
    client = admin_client(here.editor)
    client.raise_request_exception = False
    answer = client.get(address(DOORS[0], here))
    assert answer.status_code == 500
    assert here.page.title not in answer.content.decode()


@pytest.mark.parametrize(("door", "queries"), [(DOORS[0], 1), ("/admin/records/", 0)])
def test_watching_costs_one_query_while_there_is_no_embargo(
    here: Office, door: str, queries: int
) -> None:
    client = admin_client(here.editor)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address(door, here)).status_code == 200
    found = [query["sql"] for query in caught if '"embargo_until" >' in query["sql"]]
    # Who must not know of it at all is asked as well, by the policies.
    asked = [sql for sql in found if "moderation_waiting" not in sql]
    assert len(asked) == queries
