"""What the administration refuses and hands out stands in the log."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.users.models import User
from sites.models import Capability
from tests.admin import admin_client, words
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

FOREIGN = "/admin/pages/{}/edit/"
PROGRAM = {"x-requested-with": "XMLHttpRequest"}


def told(kind: Kind) -> list[SecurityEntry]:
    return list(SecurityEntry.objects.chained().filter(kind=kind))


@pytest.fixture
@kept
def here() -> Living:
    return living_portal()


@pytest.fixture
@kept
def editor(here: Living) -> User:
    return person_of(here.unit, Capability.EDITOR)


@pytest.fixture
def client(editor: User) -> Client:
    return admin_client(editor)


@pytest.mark.parametrize(("headers", "status"), [({}, 302), (PROGRAM, 403)])
def test_a_refusal(
    client: Client, editor: User, headers: dict[str, str], status: int
) -> None:
    path = FOREIGN.format(living_portal().section.pk)
    answer = client.get(path, headers=headers, query_params={"next": "/x"})
    assert answer.status_code == status
    (entry,) = told(Kind.REFUSED)
    assert entry.actor == editor
    assert entry.unit == editor.role_assignments.get().unit
    assert entry.facts == {"method": "GET", "path": path}
    assert entry.address == "127.0.0.1"


def test_the_message_stays_for_the_next_page(client: Client) -> None:
    client.get(FOREIGN.format(living_portal().section.pk))
    assert "không có quyền" in words(client.get("/admin/"), "body").lower()
    assert "không có quyền" not in words(client.get("/admin/"), "body").lower()
    assert len(told(Kind.REFUSED)) == 1


def test_who_may_not_enter_the_administration_at_all() -> None:
    nobody = UserFactory.create()
    answer = admin_client(nobody).get("/admin/images/")
    assert answer.status_code == 302
    (entry,) = told(Kind.REFUSED)
    assert (entry.actor, entry.unit) == (nobody, None)


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/nowhere/"])
def test_what_was_not_refused(client: Client, path: str) -> None:
    client.get(path)
    assert told(Kind.REFUSED) == []


def test_a_stranger_who_is_led_to_the_door_is_no_refusal() -> None:
    answer = admin_client(None).get("/admin/pages/")
    assert answer.status_code == 302
    assert not SecurityEntry.objects.exists()


def test_a_file_that_leaves_the_administration(here: Living) -> None:
    auditor = person_of(here.unit, Capability.AUDITOR)
    path = reverse("security-log:index")
    answer = admin_client(auditor).get(path, {"export": "csv", "q": "ha"})
    assert answer.status_code == 200
    (entry,) = told(Kind.EXPORTED)
    assert (entry.actor, entry.unit) == (auditor, here.unit)
    assert entry.subject == "nhat-ky-an-ninh.csv"
    assert entry.facts == {"path": path, "query": "export=csv&q=ha"}


def test_no_file_leaves_unwritten(
    here: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = admin_client(person_of(here.unit, Capability.AUDITOR))
    client.raise_request_exception = False

    def fail(**facts: object) -> None:
        raise OSError

    monkeypatch.setattr("cms.audit.middleware.record", fail)
    answer = client.get(reverse("security-log:index"), {"export": "xlsx"})
    assert answer.status_code == 500
    assert b"PK" not in answer.content
