"""One world for all proofs of the walls, in a transaction that is never committed."""

import logging
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from sites.directory import directory
from tests.plugins.counts import COUNTED
from tests.tenancy.judging import Rows
from tests.tenancy.matrix import Matrix
from tests.tenancy.veiled import Veiled, build as build_veiled
from tests.tenancy.world import World, build

FEWEST = 5  # of sixteen: three thousand probes are asked on each day
Note = Callable[[int], None]
# Probes are taken back, so nobody of this world ever shows a sign of life.
PATIENT = {"IDLE_MINUTES": 600, "ADMIN_IDLE_MINUTES": 600, "SESSION_HOURS": 600}


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with (
        django_db_blocker.unblock(),
        override_settings(**PATIENT),
        transaction.atomic(),
    ):
        built = build()
        built.log_in()
        hidden = build_veiled(built)
        hidden.log_in()
        built.veiled = hidden
        logging.disable(logging.CRITICAL)  # thousands of refusals are meant
        yield built
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)
    caches["default"].clear()
    directory.forget_all()
    connection.close()


@pytest.fixture(scope="package")
def veiled(world: World) -> Veiled:
    found: Veiled = world.veiled
    return found


@pytest.fixture(scope="package")
def whole_matrix(world: World) -> Matrix:
    """Return the matrix in which everybody asks for everything."""
    rows = Rows()
    rows.remember(connection.introspection.table_names())
    return Matrix(world, rows)


@pytest.fixture(scope="package")
def matrix(whole_matrix: Matrix, proof_size: Callable[[int], int]) -> Matrix:
    """Return the matrix at the size of today: in full it is a proof."""
    world = whole_matrix.world
    asking = max(FEWEST, proof_size(len(world.callers)))
    return Matrix(world, whole_matrix.rows, asking=asking)


@pytest.fixture(autouse=True)
def _taken_back(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave the world as it was: what a test writes outside of a probe is taken back."""
    if "world" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("world")
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Note:
    """Return what tells the summary how many probes of a test counted."""

    def tell(counted: int) -> None:
        request.node.user_properties.append((COUNTED, counted))

    return tell
