"""Sections are themed, owned and kept fresh."""

import pytest
from django.core.exceptions import ValidationError

from cms.pages.models import SectionPage
from tests.factories.people import UserFactory
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import publish
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


@pytest.mark.parametrize(
    ("field", "value"),
    [("colour", 0), ("colour", 9), ("freshness_days", 0), ("lists", "tin")],
)
def test_a_section_keeps_within_the_houses_limits(
    living: Living, field: str, value: object
) -> None:
    section = SectionPage.objects.get(pk=living.section.pk)
    setattr(section, field, value)
    with pytest.raises(ValidationError) as refusal:
        section.save_revision()
    assert set(refusal.value.error_dict) == {field}


def test_every_colour_of_the_theme_may_be_chosen(living: Living) -> None:
    section = SectionPage.objects.get(pk=living.section.pk)
    for colour in range(1, 9):
        section.colour = colour
        section.full_clean()


def test_who_keeps_a_section_is_not_shown(living: Living, reader: Reader) -> None:
    """SEC-10 is for the yearly review, not for readers."""
    section = SectionPage.objects.get(pk=living.section.pk)
    section.responsible = UserFactory.create(full_name="Phụ Trách Riêng")
    section.freshness_days = 9973
    publish(section)
    html = reader.get(living.host, "/van-hoa/").content.decode()
    assert "Phụ Trách Riêng" not in html
    assert "9973" not in html


def test_a_section_outlives_who_kept_it(living: Living) -> None:
    person = UserFactory.create()
    SectionPage.objects.filter(pk=living.section.pk).update(responsible=person)
    person.delete()
    assert SectionPage.objects.get(pk=living.section.pk).responsible is None
