"""A database that is busy for a while, or away: nobody gets nonsense, no edit is lost."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cms.operations.views import RETRY_AFTER_SECONDS
from cms.pages.models import SectionPage
from tests.factories.people import UserFactory
from tests.factories.portals import living_portal
from tests.operations.conftest import free_port
from tests.plugins.readers import Reader

LOCKED_SECONDS = 2
TAKE_LOCK = {
    "sqlite": ["BEGIN IMMEDIATE"],
    "postgresql": ["BEGIN", "LOCK TABLE wagtailcore_page IN ACCESS EXCLUSIVE MODE"],
}

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]


@contextmanager
def locked_by_somebody_else() -> Iterator[threading.Event]:
    """Hold a lock on another connection; the event is set when it is let go."""
    other, released = connection.copy(), threading.Event()
    other.inc_thread_sharing()
    with other.cursor() as cursor:
        for statement in TAKE_LOCK[connection.vendor]:
            cursor.execute(statement)

    def release() -> None:
        released.set()
        with other.cursor() as cursor:
            cursor.execute("ROLLBACK")

    timer = threading.Timer(LOCKED_SECONDS, release)
    timer.start()
    yield released
    timer.join()
    other.close()


@contextmanager
def database_away(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[None]:
    """Lead the connection to where no database answers."""
    connection.close()
    with monkeypatch.context() as patch:
        if connection.vendor == "sqlite":
            nowhere = str(folder / "gone" / "dinh.sqlite3")
            patch.setitem(connection.settings_dict, "NAME", nowhere)
        else:
            patch.setitem(connection.settings_dict, "PORT", str(free_port()))
        yield
        connection.close()


def edit(client: Client, section: SectionPage, *, title: str) -> int:
    """Send the edit form; return the status of the answer."""
    form = {
        "title": title,
        "slug": section.slug,
        "summary": section.summary,
        "lists": section.lists,
        "colour": str(section.colour),
        "freshness_days": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    address = reverse("wagtailadmin_pages:edit", args=[section.pk])
    answer = client.post(address, form, headers={"host": "localhost"})
    return answer.status_code


def test_an_edit_waits_for_a_locked_database(client: Client) -> None:
    section = living_portal().section
    client.force_login(UserFactory.create(superuser=True))
    with locked_by_somebody_else() as released:
        status = edit(client, section, title="Văn hóa cơ sở")
        assert released.is_set(), "the lock was not in the way"
    assert status == 302
    section.refresh_from_db()
    assert section.draft_title == "Văn hóa cơ sở"
    assert section.latest_revision.content["title"] == "Văn hóa cơ sở"


def test_a_reader_is_answered_by_a_locked_database(reader: Reader) -> None:
    portal = living_portal()
    with locked_by_somebody_else():
        assert reader.get(portal.host).status_code == 200
        assert reader.get(portal.host, portal.section.url).status_code == 200


def test_readers_are_asked_back_while_the_database_is_away(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    portal = living_portal()
    reader.client.raise_request_exception = False
    with database_away(monkeypatch, tmp_path):
        answer = reader.get(portal.host)
    assert answer.status_code == 503
    assert answer["Retry-After"] == RETRY_AFTER_SECONDS
    assert answer["Cache-Control"] == "no-store"
    assert "503.html" in [template.name for template in answer.templates]
    assert reader.get(portal.host).status_code == 200


def test_an_edit_is_refused_in_plain_words_while_the_database_is_away(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    section = living_portal().section
    client.force_login(UserFactory.create(superuser=True))
    client.raise_request_exception = False
    with database_away(monkeypatch, tmp_path):
        assert edit(client, section, title="Văn hóa cơ sở") == 503
    assert edit(client, section, title="Văn hóa cơ sở") == 302
    section.refresh_from_db()
    assert section.draft_title == "Văn hóa cơ sở"


def test_other_faults_are_faults_of_ours(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal = living_portal()
    reader.client.raise_request_exception = False

    def broken(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("cms.pages.models.HomePage.get_context", broken)
    answer = reader.get(portal.host)
    assert answer.status_code == 500
    assert "Retry-After" not in answer
