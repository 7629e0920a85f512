"""The overview as its people use it."""

import pytest
from django.test import Client

from cms.users.models import User
from sites.models import Unit
from tests.admin import admin_client, soup, words
from tests.factories.portals import Living

pytestmark = pytest.mark.django_db

OVERVIEW = "/admin/toan-canh/"


@pytest.fixture
def client(office: User) -> Client:
    return admin_client(office)


def test_smoke(client: Client, living: Living) -> None:
    answer = client.get(OVERVIEW)
    assert answer.status_code == 200
    print(words(answer))
    print(words(client.get("/admin/"), "[aria-labelledby=units-in-need-title]"))
    print(client.get(OVERVIEW + "?export=csv").getvalue().decode())
