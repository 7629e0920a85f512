"""Who came through the door, who did not, and what is never written about it."""

from collections import Counter

import pytest
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.users.models import User
from tests.admin import BACKEND, admin_client
from tests.factories.people import UserFactory
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

DOOR, RIGHT, WRONG = "/admin/login/", "đúng-mật-khẩu-2026", "sai-mật-khẩu-2026"


@pytest.fixture
@kept
def person() -> User:
    made: User = UserFactory.create(username="ha")
    made.set_password(RIGHT)
    made.save()
    return made


def visit(rf: RequestFactory) -> HttpRequest:
    request = rf.post(DOOR, REMOTE_ADDR="192.0.2.7")
    request.session = SessionStore()
    request.user = AnonymousUser()
    return request


def tried(rf: RequestFactory, name: str, password: str) -> bool:
    return authenticate(visit(rf), username=name, password=password) is not None


def entries() -> list[SecurityEntry]:
    """Return what the door told; accounts tell of new passwords themselves."""
    found = SecurityEntry.objects.chained()
    return list(found.exclude(kind=Kind.PASSWORD_CHANGED))


def test_coming_and_going(rf: RequestFactory, person: User) -> None:
    request = visit(rf)
    login(request, person, backend=BACKEND)
    logout(request)
    came, went = entries()
    assert [came.kind, went.kind] == ["logged_in", "logged_out"]
    assert (came.actor, went.actor) == (person, person)
    assert (came.subject_id, came.address) == (str(person.pk), "192.0.2.7")


def test_a_wrong_password_names_the_account_and_nobody_as_actor(
    rf: RequestFactory, person: User
) -> None:
    assert not tried(rf, "ha", WRONG)
    (entry,) = entries()
    assert (entry.kind, entry.actor, entry.actor_name) == ("login_failed", None, "")
    assert (entry.subject_type, entry.subject_id) == ("users.user", str(person.pk))
    assert (entry.facts, entry.address) == ({"known": True}, "192.0.2.7")


def test_an_unknown_name_is_not_kept(rf: RequestFactory) -> None:
    """Somebody typed the password where the name belongs."""
    assert not tried(rf, RIGHT, WRONG)
    assert [entry.facts for entry in entries()] == [{"known": False}]
    everything = str(list(SecurityEntry.objects.values()))
    assert RIGHT not in everything
    assert WRONG not in everything


def test_a_lock_is_written_when_it_begins_and_not_at_every_knock(
    rf: RequestFactory, person: User
) -> None:
    for _time in range(8):
        assert not tried(rf, "ha", WRONG)
    assert not tried(rf, "ha", RIGHT)
    assert Counter(entry.kind for entry in entries()) == {
        "login_failed": 5,
        "locked_out": 1,
    }
    assert {entry.subject_id for entry in entries()} == {str(person.pk)}


def test_nobody_gets_in_unwritten(
    person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**facts: object) -> None:
        raise OSError

    monkeypatch.setattr("cms.audit.signal_handlers.record", fail)
    client = admin_client(None)
    client.raise_request_exception = False
    typed = {"login": "ha", "password": RIGHT}
    assert client.post(DOOR, typed).status_code == 500
    monkeypatch.undo()
    assert client.get("/admin/")["location"].startswith(DOOR)
    assert entries() == []
    client.post(DOOR, typed)
    assert [entry.kind for entry in entries()] == [Kind.LOGGED_IN]
