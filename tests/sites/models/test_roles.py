"""Roles: who, for which unit, from when to when (T5)."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cms.users.models import User
from sites.models import Capability, RoleAssignment, Unit
from tests.factories.people import RoleAssignmentFactory, UserFactory
from tests.factories.portals import UnitFactory

pytestmark = pytest.mark.django_db


def test_a_person_has_no_unit_of_their_own() -> None:
    related = [field.related_model for field in User._meta.concrete_fields]
    assert Unit not in related


def test_a_role_says_who_what_and_where() -> None:
    role = RoleAssignmentFactory.create(
        user=UserFactory.create(full_name="Trần Văn An"),
        unit=UnitFactory.create(name="Sở X"),
    )
    assert str(role) == f"Trần Văn An · {_('Editor')} · Sở X"


def test_an_open_role_is_held_once() -> None:
    role = RoleAssignmentFactory.create(unit=UnitFactory.create())
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignmentFactory.create(user=role.user, unit=role.unit)
    RoleAssignmentFactory.create(user=role.user, unit=role.unit, ended=True)
    RoleAssignmentFactory.create(
        user=role.user, unit=role.unit, capability=Capability.PUBLISHER
    )
    RoleAssignmentFactory.create(user=role.user, unit=UnitFactory.create())
    assert RoleAssignment.objects.count() == 4


def test_a_role_ends_after_it_begins() -> None:
    role = RoleAssignmentFactory.create(unit=UnitFactory.create())
    role.valid_to = role.valid_from
    with pytest.raises(IntegrityError), transaction.atomic():
        role.save()
    role.refresh_from_db()
    assert role.valid_to is None


def test_there_are_sixteen_capabilities() -> None:
    assert set(Capability.values) == {
        *("contributor", "editor", "technical_editor", "secretary", "field_reviewer"),
        *("publisher", "head_of_unit", "spokesperson", "translator", "proofreader"),
        *("media_keeper", "moderator", "finance_viewer", "unit_admin"),
        *("standing_office", "auditor"),
    }
