"""A portal in two languages, and somebody who keeps the house."""

import pytest
from django.test import Client

from tests.admin import admin_client
from tests.factories.people import UserFactory
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept


@pytest.fixture
@kept
def bilingual() -> Living:
    return living_portal("vi", "en")


@pytest.fixture
def keeper() -> Client:
    return admin_client(UserFactory.create(superuser=True))
