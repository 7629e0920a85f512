"""For which unit, in which role, and by what somebody speaks; what counts as charged."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.core.models import DutyKind, Topic
from cms.routes.parties import Wait, people_speaking, standing_waits, waits_for
from cms.users.models import User
from sites.models import Capability, RoleAssignment
from sites.services import grant_role
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import UnitFactory
from tests.routes.test_parties import DAY, DECISION, Asked, charge, lent

pytestmark = pytest.mark.django_db


def named() -> tuple[Asked, User]:
    """Return a step that asks for one person, and the person."""
    UserFactory.create(username="ba-ha")
    asked = Asked(kind="person", person="ba-ha")
    return asked, User.objects.get(username="ba-ha")


def test_whom_an_item_is_about_is_not_told_without_it() -> None:
    asked = Asked(kind="duty", duty="moderate", capabilities=("publisher",))
    waits = [Wait(capability="publisher", unit_id=asked.unit.pk)]
    assert standing_waits(asked.party, asked.record) == []
    assert waits_for(asked.party, asked.record, asked.matter) == waits
    asked.party.kind = "role"
    assert standing_waits(asked.party, asked.record) == waits


def test_where_nobody_is_waited_for_nobody_speaks() -> None:
    UserFactory.create(is_superuser=True)
    assert not people_speaking([]).exists()
    assert not people_speaking([Wait(capability="publisher")]).exists()


def test_whoever_is_charged_with_one_of_its_topics() -> None:
    asked = Asked(kind="duty", duty="moderate")
    topic, other = (Topic.objects.create(name=name) for name in ("Du lịch", "Y tế"))
    people = [person_of(asked.unit, Capability.PUBLISHER) for _number in range(2)]
    charge(people[0], DutyKind.MODERATE, topic=topic)
    charge(people[1], DutyKind.MODERATE, topic=other)
    assert asked.people() == set()
    asked.page.topics = [topic]
    assert asked.people() == {people[0]}


def test_another_duty_with_the_topic_reviews_no_field() -> None:
    asked = Asked(kind="field")
    topic = Topic.objects.create(name="Du lịch")
    reviewer, other = (
        person_of(asked.unit, Capability.FIELD_REVIEWER) for _number in range(2)
    )
    charge(reviewer, DutyKind.REVIEW, topic=topic)
    charge(other, DutyKind.MODERATE, topic=topic)
    asked.page.topics = [topic]
    assert asked.people() == {reviewer}


def test_a_reviewer_elsewhere_who_is_named_speaks_for_the_unit_asked() -> None:
    asked, person = named()
    grant_role(user=person, unit=asked.unit, capability=Capability.EDITOR)
    room = UnitFactory.create()
    grant_role(user=person, unit=room, capability=Capability.FIELD_REVIEWER)
    assert asked.standpoint(person).unit == asked.unit


def test_who_is_named_speaks_in_a_role_of_their_own() -> None:
    asked, person = named()
    grant_role(user=person, unit=asked.unit, capability=Capability.EDITOR)
    RoleAssignment.objects.filter(user=person).update(
        valid_from=timezone.now() - timedelta(days=9)
    )
    head = person_of(asked.unit, Capability.HEAD_OF_UNIT)
    now = timezone.now()
    lent(head, person, now, now + DAY)
    standpoint = asked.standpoint(person)
    assert (standpoint.unit, standpoint.lender) == (asked.unit, None)
    RoleAssignment.objects.filter(user=person, delegated_from=None).delete()
    standpoint = asked.standpoint(person)
    assert (standpoint.lender, standpoint.grounds) == (head, DECISION)


def test_by_what_somebody_was_appointed_is_said_of_heads_alone() -> None:
    asked = Asked(capabilities=("secretary",))
    secretary = person_of(asked.unit)
    grant_role(
        user=secretary,
        unit=asked.unit,
        capability=Capability.SECRETARY,
        grounds=DECISION,
    )
    standpoint = asked.standpoint(secretary)
    assert (standpoint.grounds, standpoint.lender) == ("", None)


def test_what_is_held_above_counts_for_no_other_unit() -> None:
    asked = Asked(capabilities=("standing_office",))
    person_of(UnitFactory.create(), Capability.STANDING_OFFICE)
    below = UnitFactory.create(parent=asked.unit)
    person_of(below, Capability.STANDING_OFFICE)
    assert asked.people() == set()
