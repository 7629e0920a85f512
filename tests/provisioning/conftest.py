"""Messages are compared in the language they are written in."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from sites.models import Capability, Portal, Unit
from tests.admin import admin_client
from tests.factories.people import person_of
from tests.factories.portals import UnitFactory
from tests.plugins.kept import kept
from tests.provisioning.samples import opened


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
@kept
def portal(db: None) -> Portal:
    """Return the sample's portal, opened."""
    opened()
    found: Portal = Portal.objects.get()
    return found


@pytest.fixture
@kept
def province(db: None) -> Unit:
    unit: Unit = UnitFactory.create(code="tinh-thu", name="Tỉnh Thử")
    return unit


@pytest.fixture
def office(province: Unit) -> Client:
    """Return the browser of the province's standing office."""
    return admin_client(person_of(province, Capability.STANDING_OFFICE))
