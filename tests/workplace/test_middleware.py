"""The policy goes with every answer of the house, and with no portal's."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from cms.users.models import User
from cms.workplace.middleware import HEADER, HousePolicy, policy
from tests.admin import HOST, admin_client
from tests.factories.portals import Living

pytestmark = pytest.mark.django_db

RULES = dict(rule.split(" ", 1) for rule in policy().split("; "))


def test_no_code_in_a_page_and_nothing_from_elsewhere() -> None:
    assert RULES["default-src"] == "'none'"
    assert RULES["script-src"] == RULES["style-src"] == "'self'"
    assert RULES["object-src"] == RULES["base-uri"] == "'none'"
    assert RULES["frame-ancestors"] == "'self'"
    assert "unsafe" not in policy()
    assert "http" not in policy()


def test_a_form_leads_elsewhere_only_where_people_log_in(settings: Any) -> None:
    settings.HOUSE_FORM_TARGETS = ["https://dang-nhap.example"]
    assert "form-action 'self' https://dang-nhap.example;" in policy()


@pytest.mark.parametrize("path", ["/admin/", "/admin/khong-co/", "/"])
def test_the_house_sends_it(keeper: User, path: str) -> None:
    assert admin_client(keeper).get(path).headers[HEADER] == policy()


def test_also_to_whoever_is_not_logged_in() -> None:
    client = Client(headers={"host": HOST})
    assert client.get("/admin/", follow=True).headers[HEADER] == policy()


def test_a_portal_does_not(living: Living) -> None:
    response = Client(headers={"host": living.host}).get("/")
    assert response.status_code == 200
    assert HEADER not in response.headers


def test_a_stricter_policy_stays(rf: RequestFactory) -> None:
    strict = HttpResponse(headers={HEADER: "default-src 'none'"})
    answer = HousePolicy(lambda request: strict)(rf.get("/tai-lieu/1/"))
    assert answer.headers[HEADER] == "default-src 'none'"


@pytest.mark.parametrize(("status", "sent"), [(200, True), (404, False), (500, False)])
def test_djangos_own_faults_are_shown_with_their_style(
    rf: RequestFactory, settings: Any, status: int, *, sent: bool
) -> None:
    settings.DEBUG = True
    answer = HousePolicy(lambda request: HttpResponse(status=status))(rf.get("/admin/"))
    assert (HEADER in answer.headers) is sent
