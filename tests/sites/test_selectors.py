"""Questions about portals that span several models."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from sites.models import Branding, Capability, OwnerText, PortalStatus, Unit
from sites.policies.paths import out_of_work
from sites.selectors import (
    is_over,
    keepers,
    missing_owner_facts,
    owner_facts_missing,
    people_holding,
    people_serving,
    units_allowing,
    units_at_work,
    units_served_by,
    units_within_reach_of,
)
from tests.factories.people import RoleAssignmentFactory, UserFactory, person_of
from tests.factories.portals import UnitFactory, living_portal
from tests.factories.publishing import take_away

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


def test_many_portals_are_asked_at_once() -> None:
    whole, bare = living_portal("vi", "en").portal, living_portal().portal
    take_away(OwnerText.objects.filter(portal=bare))
    take_away(Branding.objects.filter(portal=bare))
    found = owner_facts_missing([whole.pk, bare.pk])
    assert found[whole.pk] == []
    assert len(found[bare.pk]) == 5
    assert owner_facts_missing([]) == {}


def test_units_are_at_work_through_their_last_day_unless_frozen() -> None:
    today = timezone.localdate()
    last, gone = (
        living_portal(unit=UnitFactory.create(valid_to=today - timedelta(days=days)))
        for days in (0, 1)
    )
    frozen = living_portal(status=PortalStatus.FROZEN)
    open_one, bare = living_portal(), UnitFactory.create()
    assert set(units_at_work()) == {last.unit, open_one.unit, bare}
    over = {one.unit for one in (last, gone, frozen, open_one) if is_over(one.unit)}
    assert over == {gone.unit, frozen.unit}
    pages = Page.objects.filter(pk__in=[one.section.pk for one in (last, gone, frozen)])
    kept = set(pages.filter(out_of_work()).values_list("pk", flat=True))
    assert kept == {gone.section.pk, frozen.section.pk}


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


EDIT_EVENTS = "core.change_event"
SEE_RECORDS = "core.view_editorialrecord"


def test_a_person_serves_units_while_holding_any_role() -> None:
    unit, other = UnitFactory.create(), UnitFactory.create()
    user = RoleAssignmentFactory.create(unit=unit, capability=Capability.AUDITOR).user
    RoleAssignmentFactory.create(unit=unit, user=user)
    RoleAssignmentFactory.create(unit=other, user=user, ended=True)
    RoleAssignmentFactory.create(unit=other, user=user, to_come=True)
    assert list(units_served_by(user)) == [unit]
    units = {unit, other}
    assert set(units_served_by(UserFactory.create(superuser=True))) == units


def test_a_role_counts_in_its_own_unit_only() -> None:
    """Who edits for one unit and audits another must not edit there."""
    edited, audited = UnitFactory.create(), UnitFactory.create()
    user = person_of(edited, Capability.EDITOR)
    person_of(audited, Capability.EDITOR)
    RoleAssignmentFactory.create(unit=audited, user=user, capability=Capability.AUDITOR)
    assert list(units_allowing(user, EDIT_EVENTS)) == [edited]
    assert set(units_allowing(user, SEE_RECORDS)) == {edited, audited}
    assert set(units_allowing(user, EDIT_EVENTS, SEE_RECORDS)) == {edited, audited}


def test_an_ended_role_allows_nothing() -> None:
    role = RoleAssignmentFactory.create(unit=UnitFactory.create(), ended=True)
    assert not units_allowing(role.user, EDIT_EVENTS).exists()


def test_a_superuser_may_everything_everywhere() -> None:
    UnitFactory.create()
    allowed = units_allowing(UserFactory.create(superuser=True), EDIT_EVENTS)
    assert set(allowed) == set(Unit.objects.all()) != set()


def test_an_office_reaches_all_below_and_nothing_beside() -> None:
    province, other = UnitFactory.create(), UnitFactory.create()
    department = UnitFactory.create(parent=province)
    centre = UnitFactory.create(parent=department)
    UnitFactory.create(parent=other)
    user = RoleAssignmentFactory.create(unit=province).user
    assert set(units_within_reach_of(user)) == {province, department, centre}
    keeper = UserFactory.create(superuser=True)
    assert set(units_within_reach_of(keeper)) == set(Unit.objects.all())


def test_who_holds_a_role_for_a_unit_or_from_above() -> None:
    province = UnitFactory.create()
    unit = UnitFactory.create(parent=province)
    editor = person_of(unit, Capability.EDITOR)
    office = person_of(province, Capability.STANDING_OFFICE)
    person_of(province, Capability.EDITOR)
    keeper = UserFactory.create(superuser=True)
    gone = person_of(unit, Capability.EDITOR, is_active=False)
    wanted = (Capability.EDITOR, Capability.STANDING_OFFICE)
    assert set(people_holding(wanted, unit_id=unit.pk)) == {editor, office, keeper}
    assert gone not in people_holding(wanted)
    assert people_holding(wanted).count() == 4
    assert list(keepers()) == [keeper]
