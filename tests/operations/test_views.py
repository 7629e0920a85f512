"""Answers of the house itself."""

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from cms.operations.views import refused
from tests.factories.portals import living_portal
from tests.plugins.readers import Reader


@pytest.mark.django_db
def test_being_alive_asks_nothing_of_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/-/song", headers={"host": "localhost"})
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_what_does_not_exist_is_told_in_the_dress_of_the_portal(reader: Reader) -> None:
    portal = living_portal()
    answer = reader.get(portal.host, "/khong-co/")
    assert answer.status_code == 404
    assert portal.unit.name in answer.content.decode()


@pytest.mark.django_db
def test_what_does_not_exist_in_the_house_is_told_too(reader: Reader) -> None:
    assert reader.get("localhost", "/khong-co/").status_code == 404


@pytest.mark.django_db
def test_what_is_refused_is_told_in_the_dress_of_the_portal() -> None:
    portal = living_portal()
    client = Client(headers={"host": portal.host}, enforce_csrf_checks=True)
    answer = client.post("/", {"q": "x"})
    assert answer.status_code == 403
    assert portal.unit.name in answer.content.decode()
    assert "Chưa thể thực hiện" in answer.content.decode()


@pytest.mark.django_db
def test_what_is_refused_in_the_house_is_told_by_django() -> None:
    client = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    assert client.post("/admin/login/", {"login": "x"}).status_code == 403


def test_a_view_that_refuses_is_answered_in_the_house(rf: RequestFactory) -> None:
    assert refused(rf.get("/")).status_code == 403
