"""Where a request comes from, and the portal it belongs to."""

from typing import Any

import pytest
from django.conf import settings as configured
from django.http import Http404
from django.test import RequestFactory

from sites.directory import directory
from sites.requests import client_address, language_of, portal_of, portal_or_none
from tests.factories.portals import living_portal


def test_the_house_and_no_request_have_no_portal(rf: RequestFactory) -> None:
    request = rf.get("/")
    assert portal_or_none(None) is None
    assert portal_or_none(request) is None
    with pytest.raises(Http404):
        portal_of(request)


@pytest.mark.django_db
def test_a_portals_request_carries_it(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.portal = directory.portal_at(living_portal().host)
    request.LANGUAGE_CODE = "en"
    assert portal_of(request) is portal_or_none(request) is request.portal
    assert request.portal is not None
    assert language_of(request) == "en"


@pytest.mark.parametrize(
    ("proxies", "told", "believed"),
    [
        (0, "203.0.113.5", "127.0.0.1"),
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "198.51.100.1, 203.0.113.5", "203.0.113.5"),
        (2, "198.51.100.1, 203.0.113.5", "198.51.100.1"),
        (2, "203.0.113.5", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, None, "127.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(
    rf: RequestFactory, settings: Any, proxies: int, told: str | None, believed: str
) -> None:
    settings.PROXIES = proxies
    headers = {} if told is None else {"X-Forwarded-For": told}
    assert client_address(rf.get("/", headers=headers)) == believed


def test_guessed_passwords_are_counted_by_the_same_address() -> None:
    name = f"{client_address.__module__}.{client_address.__name__}"
    assert name == configured.AXES_CLIENT_IP_CALLABLE
