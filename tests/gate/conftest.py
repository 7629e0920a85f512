"""One living house for the whole gate, and what Chromium says of its pages."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from django.core.cache import caches
from django.db import connections
from django.test import override_settings
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from sites.directory import directory
from tests.gate.building import build
from tests.gate.rows import ROWS, Row
from tests.plugins.templates import Template

WIDTHS, SCHEMES, HEIGHT = (320, 768, 1280), ("light", "dark"), 800
PATIENCE = 15_000  # milliseconds


@dataclass(frozen=True)
class House:
    """Where every row of the table is to be found."""

    addresses: dict[str, str]

    def of(self, name: str) -> str:
        return self.addresses[name]


@pytest.fixture(scope="package")
def house(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    database_template: Template,
) -> Iterator[House]:
    """Yield the house; no test of the gate writes, so one is enough for all of them."""
    quiet = logging.getLogger("django.request")
    with (
        django_db_blocker.unblock(),
        override_settings(ROOT_URLCONF="tests.gate.urls"),
    ):
        server = LiveServer("localhost")
        level, quiet.level = quiet.level, logging.CRITICAL
        yield House(build(server.thread.port))
        quiet.level = level
        server.stop()
        caches["default"].clear()
        directory.forget_all()
        connections.close_all()
        database_template.renew_copy()


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """Yield a page in Vietnamese; its width and scheme are the test's affair."""
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def by_turn(choices: Sequence[int], row: Row, number: int) -> list[int]:
    """Return so many of the choices, beginning with another one for each row."""
    first = ROWS.index(row)
    return [choices[(first + place) % len(choices)] for place in range(number)]


@pytest.fixture(params=ROWS, ids=str)
def row(request: pytest.FixtureRequest) -> Row:
    found: Row = request.param
    return found
