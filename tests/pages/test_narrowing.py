"""Narrowing a section to a form of content or a year."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from cms.core.listings import Pick
from cms.pages.narrowing import Choice, Narrowing, narrowing_of
from sites.directory import directory
from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    living = living_portal()
    for form, year in (("tin", 2026), ("video", 2026), ("tin", 2025)):
        moment = datetime(year, 6, 1, tzinfo=UTC)
        NewsPageFactory.create(parent=living.section, form=form, published_at=moment)
    return living


def narrowed(living: Living, **asked: str) -> Narrowing:
    portal = directory.portal_at(living.host)
    assert portal is not None
    return narrowing_of(portal, living.section.pk, asked)


def test_choices_are_what_occurs_in_the_section(living: Living) -> None:
    shown = narrowed(living, form="video")
    assert shown.forms == (
        Choice("tin", "Tin", is_chosen=False),
        Choice("video", "Video, clip", is_chosen=True),
    )
    assert [(choice.value, choice.is_chosen) for choice in shown.years] == [
        ("2026", False),
        ("2025", False),
    ]
    assert (shown.is_offered, shown.is_active, shown.is_refused) == (True, True, False)


@pytest.mark.parametrize(
    ("asked", "pick", "query"),
    [
        ({}, Pick(), ""),
        ({"form": "tin"}, Pick(form="tin"), "form=tin&"),
        ({"year": "2025"}, Pick(year=2025), "year=2025&"),
        (
            {"form": "video", "year": "2026"},
            Pick(form="video", year=2026),
            "form=video&year=2026&",
        ),
    ],
)
def test_what_is_asked_for_is_kept_in_the_addresses_of_further_pages(
    living: Living, asked: dict[str, str], pick: Pick, query: str
) -> None:
    shown = narrowed(living, **asked)
    assert (shown.pick, shown.query, shown.is_refused) == (pick, query, False)
    assert shown.is_active is bool(asked)


@pytest.mark.parametrize(
    "asked",
    [{"year": "2024"}, {"year": "02025"}, {"year": " 2025"}, {"form": "do_hoa"}],
    ids=str,
)
def test_what_does_not_occur_narrows_nothing(
    living: Living, asked: dict[str, str]
) -> None:
    shown = narrowed(living, **asked)
    assert (shown.pick, shown.query) == (Pick(), "")
    assert (shown.is_refused, shown.is_active) == (True, False)


def test_one_wrong_word_does_not_spoil_the_other(living: Living) -> None:
    shown = narrowed(living, form="tin", year="1066")
    assert (shown.pick, shown.is_refused) == (Pick(form="tin"), True)


def test_choices_are_remembered_until_something_is_published(
    living: Living, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    narrowed(living)
    with django_assert_num_queries(0):
        narrowed(living)
    NewsPageFactory.create(parent=living.section, form="do_hoa")
    directory.forget()
    assert "do_hoa" in [choice.value for choice in narrowed(living).forms]


def test_a_section_of_one_kind_offers_nothing() -> None:
    living = living_portal()
    NewsPageFactory.create(parent=living.section, form="tin")
    assert not narrowed(living).is_offered
