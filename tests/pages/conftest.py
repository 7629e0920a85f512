"""A bilingual portal with a section of sport."""

import pytest

from cms.pages.models import SectionPage
from tests.factories.portals import Living, living_portal


@pytest.fixture
def living() -> Living:
    return living_portal("vi", "en")


@pytest.fixture
def sport() -> SectionPage:
    found: SectionPage = SectionPage.objects.get(slug="the-thao")
    return found
