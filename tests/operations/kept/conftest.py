"""A portal whose pages are kept, at ten in the morning."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cms.news.models import NewsPage
from cms.pages.models import SectionPage
from tests.factories.news import NewsPageFactory
from tests.factories.pages import (
    SectionPageFactory,
)
from tests.factories.portals import Living, living_portal
from tests.operations.kept.asking import HOST, Clock
from tests.plugins.kept import kept


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture(autouse=True)
def _keeping(settings: Settings) -> None:
    """Keep answers, in a cache that no other test run can empty."""
    settings.PAGE_CACHE = True
    settings.CACHES = {
        **settings.CACHES,
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "answers",
        },
    }
    caches["default"].clear()


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en", host=HOST)


@pytest.fixture
@kept
def section(living: Living) -> SectionPage:
    made: SectionPage = SectionPageFactory.create(parent=living.home, title="Lễ hội")
    return made


@pytest.fixture
@kept
def item(section: SectionPage) -> NewsPage:
    made: NewsPage = NewsPageFactory.create(parent=section, title="Hội làng")
    return made


@pytest.fixture
def committed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Callable[[Callable[[], Any]], None]:
    """Return a way to write as a request does: what follows a commit happens."""

    def write(work: Callable[[], Any]) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            work()

    return write
