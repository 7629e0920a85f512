"""What is prepared before the server starts, and what is left alone."""

import pytest
from django.core.cache import caches
from django.db import connection

from cms.operations import first_start
from cms.operations.first_start import BEGUN, DEMO_STAMP, LOADED
from sites import stamps
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note commands in place of running them."""
    called: list[str] = []
    monkeypatch.setattr(first_start, "call_command", called.append)
    return called


def reached() -> int:
    return stamps.read(DEMO_STAMP)[0]


def test_a_migrated_database_needs_nothing() -> None:
    assert first_start.migrations_to_apply() == 0


def test_a_forgotten_migration_is_counted() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'news'")
    assert first_start.migrations_to_apply() >= 1


def test_migrating_and_the_cache_table_can_be_repeated() -> None:
    first_start.migrate()
    first_start.make_cache_table()
    first_start.make_cache_table()
    caches["security"].set("key", 1)
    assert caches["security"].get("key") == 1


def test_an_empty_house_gets_the_demonstration_once(loads: list[str]) -> None:
    assert first_start.demo_is_wanted()
    first_start.load_demo()
    assert loads == ["load_demo"]
    assert reached() == LOADED
    assert not first_start.demo_is_wanted()


def test_an_interrupted_load_is_finished_at_the_next_start(
    monkeypatch: pytest.MonkeyPatch, loads: list[str]
) -> None:
    def interrupted(_name: str) -> None:
        living_portal()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(first_start, "call_command", interrupted)
        with pytest.raises(KeyboardInterrupt):
            first_start.load_demo()
    assert reached() == BEGUN
    assert first_start.demo_is_wanted()
    first_start.load_demo()
    assert loads == ["load_demo"]
    assert not first_start.demo_is_wanted()


def test_a_house_with_portals_of_its_own_never_gets_it() -> None:
    living_portal()
    assert not first_start.demo_is_wanted()


def test_a_real_installation_never_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_start.apps, "is_installed", lambda _name: False)
    assert not first_start.demo_is_wanted()
