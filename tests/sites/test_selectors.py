"""Questions about portals that span several models."""

import pytest
from django.utils.translation import gettext as _

from sites.models import Branding, Capability, OwnerText, Unit
from sites.selectors import missing_owner_facts, people_serving
from tests.factories.people import RoleAssignmentFactory, UserFactory, person_of
from tests.factories.portals import UnitFactory, living_portal

pytestmark = pytest.mark.django_db


def test_a_whole_portal_misses_nothing() -> None:
    assert missing_owner_facts(living_portal().portal) == []


def test_what_is_missing_is_named_in_the_order_of_the_decree() -> None:
    portal = living_portal().portal
    OwnerText.objects.update(name="", responsible="")
    Branding.objects.update(email="")
    assert missing_owner_facts(portal) == [
        _("name"),
        _("e-mail"),
        _("person responsible for content"),
    ]


def test_another_language_cannot_lend_its_facts() -> None:
    portal = living_portal("vi", "en").portal
    OwnerText.objects.filter(locale__language_code="vi").update(address="")
    assert len(missing_owner_facts(portal)) == 1


def test_people_serve_a_unit_while_they_hold_a_role() -> None:
    unit = UnitFactory.create()
    editor = person_of(unit, Capability.EDITOR, Capability.AUDITOR)
    RoleAssignmentFactory.create(unit=unit, ended=True)
    RoleAssignmentFactory.create(unit=UnitFactory.create())
    RoleAssignmentFactory.create(unit=unit, user=UserFactory.create(is_active=False))
    assert list(people_serving(Unit.objects.filter(pk=unit.pk))) == [editor]


def test_nobody_served_before_the_first_role() -> None:
    unit = UnitFactory.create()
    role = RoleAssignmentFactory.create(unit=unit)
    units = Unit.objects.filter(pk=unit.pk)
    assert not people_serving(units, role.valid_from.replace(year=2000)).exists()
    assert people_serving(units, role.valid_from).get() == role.user
