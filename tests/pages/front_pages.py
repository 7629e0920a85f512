"""Front pages of stored blocks, and items to fill them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms.news.models import NewsPage
from cms.pages.fronts import Part, resolve_front
from cms.pages.models import HomePage, SectionPage
from sites.directory import directory
from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living

LEAD = ("lead", {"pages": [], "rail": 4})


def fill(section: SectionPage, number: int, **values: Any) -> list[NewsPage]:
    """Make items, the newest first."""
    now = timezone.now()
    return [
        NewsPageFactory.create(
            parent=section, published_at=now - timedelta(hours=age), **values
        )
        for age in range(number)
    ]


def front(living: Living, *blocks: tuple[str, dict[str, Any]]) -> list[Part]:
    """Return what a front page of these stored blocks shows."""
    body = [{"type": name, "value": value} for name, value in blocks]
    home = HomePage(title="Trang chủ", body=body)
    directory.forget_all()
    portal = directory.portal_at(living.host)
    assert portal is not None
    return resolve_front(home.body, portal, "vi")


def ids(stories: list[Any]) -> list[int]:
    return [story.id for story in stories]


def keys(pages: list[NewsPage]) -> list[int]:
    return [page.pk for page in pages]


def rows(*sections: SectionPage) -> tuple[str, dict[str, Any]]:
    return "section_rows", {"sections": [section.pk for section in sections]}
