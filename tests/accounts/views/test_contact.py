"""security.txt, on the house and on every portal."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db
ADDRESS = "/.well-known/security.txt"


def test_it_names_contact_expiry_languages_and_policy(settings: Settings) -> None:
    settings.SECURITY_CONTACT = ["attt@tinh.example", "https://tinh.example/attt"]
    settings.SECURITY_POLICY_URL = "https://tinh.example/chinh-sach"
    portal = living_portal(sections=("Văn hóa",))
    for host in ("localhost", portal.host):
        response = Client(headers={"host": host}).get(ADDRESS)
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        lines = response.content.decode().splitlines()
        parts = [line.partition(": ") for line in lines]
        fields = [(name, value) for name, _colon, value in parts]
        assert [name for name, _value in fields] == [
            *("Contact", "Contact", "Expires"),
            *("Preferred-Languages", "Canonical", "Policy"),
        ]
        told = dict(fields)
        assert fields[0][1] == "mailto:attt@tinh.example"
        assert told["Canonical"] == f"http://{host}{ADDRESS}"
        assert told["Preferred-Languages"] == "vi, en"
        expires = datetime.fromisoformat(told["Expires"])
        assert timedelta(days=178) < expires - timezone.now() < timedelta(days=365)


def test_without_a_contact_there_is_none(settings: Settings) -> None:
    settings.SECURITY_CONTACT = []
    assert Client(headers={"host": "localhost"}).get(ADDRESS).status_code == 404
