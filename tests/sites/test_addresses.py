"""Addresses of pages, seen from a portal."""

import pytest
from pytest_django import DjangoAssertNumQueries

from sites.addresses import address_of, folder_path, home_path
from sites.directory import directory
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db


def test_an_address_is_relative_at_home_and_absolute_elsewhere(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    here, there = living_portal(), living_portal(host="khac.localhost")
    viewer = directory.portal_at(here.host)
    directory.portal_at(there.host)
    address_of(here.section.url_path, viewer)
    address_of(there.section.url_path, viewer)
    with django_assert_num_queries(0):
        assert address_of(here.section.url_path, viewer) == "/van-hoa/"
        assert address_of(there.section.url_path, viewer) == (
            "http://khac.localhost/van-hoa/"
        )
        assert address_of(there.section.url_path, None) == (
            "http://khac.localhost/van-hoa/"
        )


def test_what_no_portal_shows_has_no_address() -> None:
    here = living_portal()
    assert address_of("/khong-co/vi/", None) is None
    assert address_of(here.folder.url_path, directory.portal_at(here.host)) is None


def test_a_path_names_its_folder_and_its_home() -> None:
    assert folder_path("/so-x/vi/van-hoa/bai/") == "/so-x/"
    assert folder_path("/so-x/") == "/so-x/"
    assert home_path("/so-x/vi/van-hoa/bai/") == "/so-x/vi/"
    assert home_path("/so-x/vi/") == "/so-x/vi/"
