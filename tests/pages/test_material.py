"""What a front page costs, with a block of every kind."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.pages.models import HomePage, SectionPage
from tests.factories.core import EventFactory
from tests.factories.events import EventPageFactory
from tests.factories.media import ImageFactory, figure
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory, StandardPageFactory
from tests.factories.portals import Living, MenuItemFactory, living_portal
from tests.factories.publishing import publish
from tests.news.models.test_page import SOURCE
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

BUDGET = 15
Stored = list[dict[str, Any]]


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en")


@pytest.fixture
def everything(living: Living) -> Stored:
    """Return a block of every kind, with all that may cost something in it."""
    pictures = [ImageFactory.create(size=(720, 480)) for _number in range(3)]
    sport = SectionPage.objects.get(slug="the-thao")
    _fill(living.section, 8, lead_image=pictures[0])
    _fill(sport, 8, form="video", lead_image=pictures[1])
    gallery = [figure(picture) for picture in pictures]
    _fill(sport, 3, form="phong_su_anh", lead_image=pictures[2], body=gallery)
    _fill(sport, 1, origin="republished", **SOURCE)
    MenuItemFactory.create(portal=living.portal, title="Cổng Chính phủ")
    papers, plan = _papers(living)
    answer = f'<p><a linktype="page" id="{plan}">kế hoạch</a></p>'
    campaign = {
        "title": "Chào nhau",
        "text": "Bốn tuần.",
        "image": pictures[0].pk,
        "link_page": plan,
    }
    values: dict[str, dict[str, Any]] = {
        "lead": {"pages": [plan], "rail": 4},
        "notice_band": {"sections": [*papers, _diary(living)]},
        "section_rows": {"sections": [living.section.pk, sport.pk]},
        "campaign": campaign,
        "photo_reports": {"title": "Ảnh"},
        "videos": {"title": "Video"},
        "questions": {"title": "?", "items": [{"question": "?", "answer": answer}]},
        "sources": {"title": "Nguồn"},
        "links": {"title": "Liên kết"},
    }
    return [{"type": name, "value": value} for name, value in values.items()]


def _fill(section: SectionPage, number: int, **values: Any) -> None:
    for _number in range(number):
        NewsPageFactory.create(parent=section, **values)


def _papers(living: Living) -> tuple[list[int], int]:
    """Return two sections of pages, and a page of the first."""
    sections = [
        SectionPageFactory.create(
            parent=living.home, title=f"Văn bản {number}", lists="pages", bare=True
        )
        for number in range(2)
    ]
    pages = [StandardPageFactory.create(parent=section) for section in sections]
    return [section.pk for section in sections], pages[0].pk


def _diary(living: Living) -> int:
    diary = SectionPageFactory.create(
        parent=living.home, title="Lịch", lists="events", bare=True
    )
    event = EventFactory.create(starts_at=timezone.now() + timedelta(days=2))
    EventPageFactory.create(parent=diary, event=event)
    key: int = diary.pk
    return key


def cost(living: Living, reader: Reader, blocks: Stored) -> int:
    """Return the queries of a second reader."""
    home = HomePage.objects.get(pk=living.home.pk)
    home.body = home.body.stream_block.to_python(blocks)
    publish(home)
    reader.get(living.host)
    with CaptureQueriesContext(connection) as asked:
        response = reader.client.get("/", headers={"host": living.host})
    assert response.status_code == 200
    return len(asked)


def test_a_front_page_of_everything_stays_within_its_budget(
    living: Living,
    reader: Reader,
    everything: Stored,
) -> None:
    """Pictures and all; twice the blocks cost the same."""
    once = cost(living, reader, everything)
    assert once == cost(living, reader, everything * 2)
    assert once <= BUDGET
