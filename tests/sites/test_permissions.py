"""What each capability may do, asked of units and people."""

import pytest

from sites.models import Capability, Unit
from sites.permissions import (
    ADMIN_ACCESS,
    COLLECTION,
    PAGE,
    allow,
    model_permissions,
    serves,
    units_allowing,
)
from tests.factories.people import RoleAssignmentFactory, UserFactory, person_of
from tests.factories.portals import UnitFactory

EDIT_EVENTS = "core.change_event"
SEE_RECORDS = "core.view_editorialrecord"


def test_every_capability_may_enter_the_administration() -> None:
    assert all(
        ADMIN_ACCESS in model_permissions(capability) for capability in Capability
    )


def test_only_those_who_publish_may_publish() -> None:
    publishers = {name for name, codes in PAGE.items() if "publish_page" in codes}
    assert publishers == {"publisher", "head_of_unit", "unit_admin"}


def test_nobody_deletes_by_role() -> None:
    codes = {
        code for table in (PAGE, COLLECTION) for row in table.values() for code in row
    }
    assert not [code for code in codes if code.startswith("delete_")]


def test_auditors_see_records_and_change_nothing() -> None:
    assert model_permissions(Capability.AUDITOR) >= {SEE_RECORDS}
    assert "core.change_editorialrecord" not in model_permissions(Capability.AUDITOR)
    assert "auditor" not in PAGE
    assert "auditor" not in COLLECTION


def test_a_permission_is_added_to_those_named_and_no_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sites.permissions._model_permissions", {})
    allow((Capability.EDITOR, Capability.AUDITOR), "a.b", "a.c")
    allow((Capability.EDITOR,), "a.d")
    assert model_permissions("editor") == {ADMIN_ACCESS, "a.b", "a.c", "a.d"}
    assert model_permissions("auditor") == {ADMIN_ACCESS, "a.b", "a.c"}
    assert model_permissions("publisher") == {ADMIN_ACCESS}


@pytest.mark.django_db
def test_a_person_serves_a_unit_while_holding_any_role() -> None:
    unit, other = UnitFactory.create(), UnitFactory.create()
    user = RoleAssignmentFactory.create(unit=unit, capability=Capability.AUDITOR).user
    RoleAssignmentFactory.create(unit=other, user=user, ended=True)
    assert serves(user, unit)
    assert not serves(user, other)


@pytest.mark.django_db
def test_a_role_counts_in_its_own_unit_only() -> None:
    """Who edits for one unit and audits another must not edit there."""
    edited, audited = UnitFactory.create(), UnitFactory.create()
    user = person_of(edited, Capability.EDITOR)
    person_of(audited, Capability.EDITOR)
    RoleAssignmentFactory.create(unit=audited, user=user, capability=Capability.AUDITOR)
    assert list(units_allowing(user, EDIT_EVENTS)) == [edited]
    assert set(units_allowing(user, SEE_RECORDS)) == {edited, audited}
    assert set(units_allowing(user, EDIT_EVENTS, SEE_RECORDS)) == {edited, audited}


@pytest.mark.django_db
def test_an_ended_role_allows_nothing() -> None:
    role = RoleAssignmentFactory.create(unit=UnitFactory.create(), ended=True)
    assert not units_allowing(role.user, EDIT_EVENTS).exists()


@pytest.mark.django_db
def test_a_superuser_may_everything_everywhere() -> None:
    UnitFactory.create()
    allowed = units_allowing(UserFactory.create(superuser=True), EDIT_EVENTS)
    assert set(allowed) == set(Unit.objects.all()) != set()
