"""A bilingual portal with a section of sport."""

import pytest

from cms.pages.models import SectionPage
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en")


@pytest.fixture
@kept
def sport() -> SectionPage:
    found: SectionPage = SectionPage.objects.get(slug="the-thao")
    return found
