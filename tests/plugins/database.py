"""pytest's database: a copy of the migrated template, renewed after each commit.

Takes the place of pytest-django's own ``django_db_setup``. A test that really commits
(``django_db(transaction=True)``, a live server) gets its database back from the
template, not from ``flush``: the root page, the locales and everything else that
migrations put there is still there for the next test.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests.plugins.templates import (
    PostgresTemplate,
    SqliteTemplate,
    Template,
    migrations_key,
)

STORE = Path(__file__).parents[2] / ".artefacts" / "databases"


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def choose_template(worker: str, folder: Path) -> Template:
    """Return the template that fits the configured database."""
    key = migrations_key()
    if connection.vendor == "postgresql":
        copy = f"test_{connection.settings_dict['NAME']}_{worker}"
        return PostgresTemplate(connection, key=key, copy=copy)
    return SqliteTemplate(
        connection, key=key, store=STORE, copy=folder / f"{worker}.sqlite3"
    )


@pytest.fixture(scope="session")
def database_template(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Template:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    return choose_template(worker, tmp_path_factory.mktemp("database"))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    database_template: Template,
) -> Iterator[None]:
    # Held connections would be cut when a copy is renewed under a live server.
    connection.settings_dict["CONN_MAX_AGE"] = 0
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        database_template.ensure(migrate)
        database_template.renew_copy()

        def renew(_case: TransactionTestCase) -> None:
            connections.close_all()
            database_template.renew_copy()

        patch.setattr(TransactionTestCase, "_fixture_teardown", renew)
        yield
        database_template.drop_copy()
