"""A portal with an item, and who works there."""

import pytest

from cms.core.models import EditorialRecord
from cms.news.models import NewsPage
from cms.users.models import User
from sites.models import Capability
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept


@pytest.fixture
@kept
def living(db: None) -> Living:
    return living_portal()


@pytest.fixture
@kept
def editor(living: Living) -> User:
    return person_of(living.unit, Capability.EDITOR)


@pytest.fixture
@kept
def administrator(living: Living) -> User:
    return person_of(living.unit, Capability.UNIT_ADMIN)


@pytest.fixture
@kept
def keeper(db: None) -> User:
    return UserFactory.create(superuser=True)


@pytest.fixture
@kept
def item(living: Living) -> NewsPage:
    page: NewsPage = NewsPageFactory.create(parent=living.section, draft=True)
    return page


@pytest.fixture
@kept
def record(item: NewsPage) -> EditorialRecord:
    return EditorialRecord.objects.get(translation_key=item.translation_key)
