"""A portal with a section of news, one of events, and what they hold."""

from datetime import UTC, datetime

import pytest

from cms.core.models import EditorialRecord, Topic
from cms.news.models import NewsPage
from cms.pages.models import SectionPage
from tests.factories.core import TopicFactory
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept

PUBLISHED = datetime(2026, 11, 18, 1, 30, tzinfo=UTC)


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en", host="vhtt.localhost")


@pytest.fixture
@kept
def section(living: Living) -> SectionPage:
    """Return a section made as provisioning does: with a record, thus with a code."""
    found: SectionPage = SectionPageFactory.create(parent=living.home, title="Lễ hội")
    return found


@pytest.fixture
@kept
def topic() -> Topic:
    return TopicFactory.create(name="Hội làng & hội phố")


@pytest.fixture
def item(section: SectionPage, topic: Topic) -> NewsPage:
    """Return an item with all that a feed may tell of it."""
    made: NewsPage = NewsPageFactory.create(
        parent=section,
        title="Hội làng <Gò Nổi> & chợ quê",
        summary="Ba ngày hội, 5 < 6 trò chơi & một đêm hát.",
        authors=("Hạ Miên", "Lê Trúc"),
        topics=[topic],
        lead_image=ImageFactory.create(size=(800, 600)),
        published_at=PUBLISHED,
    )
    return made


def code_of(page: SectionPage | NewsPage) -> str:
    return EditorialRecord.objects.get(translation_key=page.translation_key).code
