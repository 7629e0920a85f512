"""An open portal with a picture in a live item, its keeper of files and its publisher."""

from dataclasses import dataclass

import pytest

from cms.news.models import NewsPage
from cms.users.models import User
from media_library.models import Image
from sites.models import Capability
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal


@dataclass(frozen=True)
class Scene:
    living: Living
    image: Image
    item: NewsPage
    keeper: User
    publisher: User
    house: User


@pytest.fixture
def scene() -> Scene:
    living = living_portal()
    image = ImageFactory.create(
        collection=living.portal.collection, title="Sân đình", credit="Hạ Miên"
    )
    item = NewsPageFactory.create(
        parent=living.section, title="Hội làng", lead_image=image
    )
    return Scene(
        living,
        image,
        item,
        person_of(living.unit, Capability.MEDIA_KEEPER),
        person_of(living.unit, Capability.PUBLISHER),
        UserFactory.create(superuser=True),
    )
