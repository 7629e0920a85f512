"""The portal a request belongs to."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from sites.directory import directory
from sites.requests import language_of, portal_of, portal_or_none
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
