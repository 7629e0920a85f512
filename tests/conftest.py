"""What every test shares. The rest lives beside the tests that need it."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.test import override_settings

from sites.directory import directory

pytest_plugins = [
    "pytester",
    "tests.plugins.browser",
    "tests.plugins.database",
    "tests.plugins.proofs",
    "tests.plugins.readers",
    "tests.plugins.services",
]


@pytest.fixture(scope="session", autouse=True)
def _own_media_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep each worker's uploads apart, and out of the repository."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(autouse=True)
def _forget_caches() -> Iterator[None]:
    """Forget pages, addresses and portals: memory outlives a rolled-back transaction."""
    directory.forget_all()
    yield
    caches["default"].clear()
    directory.forget_all()
