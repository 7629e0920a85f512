"""Messages are compared in the language they are written in."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from sites.models import Portal
from tests.provisioning.samples import opened


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def portal(db: None) -> Portal:
    """Return the sample's portal, opened."""
    opened()
    found: Portal = Portal.objects.get()
    return found
