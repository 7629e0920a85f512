"""Two units, each with a portal, an editor and an item."""

from dataclasses import dataclass

import pytest

from cms.core.models import EditorialRecord
from cms.news.models import NewsPage
from cms.users.models import User
from sites.models import Capability
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept


@dataclass(frozen=True)
class Office:
    """A unit's portal, its editor, and one item with its record."""

    living: Living
    editor: User
    page: NewsPage

    @property
    def record(self) -> EditorialRecord:
        return EditorialRecord.objects.get(translation_key=self.page.translation_key)


def office(title: str) -> Office:
    living = living_portal()
    page = NewsPageFactory.create(parent=living.section, title=title)
    return Office(living, person_of(living.unit, Capability.EDITOR), page)


@pytest.fixture
@kept
def here() -> Office:
    return office("Hội làng Đại Mỗ mở cửa")


@pytest.fixture
@kept
def elsewhere() -> Office:
    return office("Chợ nổi họp phiên cuối")
