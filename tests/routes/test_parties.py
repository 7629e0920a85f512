"""Who may speak for a party, now: roles, duties, deputies."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.core.models import Duty, DutyKind, Topic
from cms.evidence.models import Entry
from cms.moderation.models import Case, Notice
from cms.moderation.refusals import NotYourTurnError
from cms.moderation.selectors import cases_awaiting, nobody_at
from cms.moderation.services import Word, decide, submit_item
from cms.routes.matters import Matter, matter_of
from cms.routes.models import RouteVersion, StepParty
from cms.routes.parties import people_speaking, standpoint_of, waits_for
from cms.routes.specs import PartySpec, StepSpec
from cms.users.models import User
from sites.models import Capability, RoleAssignment
from sites.reach import forget_reach
from sites.services import grant_role, lend_role
from tests.factories.moderation import Board, board, record_of
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import UnitFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
DECISION = "Quyết định 118-QĐ/BTGDVTU ngày 16/11/2026"


class Asked:
    """A board whose route has one step with one party."""

    def __init__(self, **told: Any) -> None:
        self.desk: Board = board(StepSpec("Duyệt", (PartySpec(**told),)))
        self.unit = self.desk.living.unit
        self.page = self.desk.draft()
        self.record = record_of(self.page)
        self.party = StepParty.objects.get()

    @property
    def matter(self) -> Matter:
        found = matter_of(self.page, self.record)
        assert found is not None
        return found

    def standpoint(self, user: User) -> Any:
        fresh = User.objects.get(pk=user.pk)
        return standpoint_of(fresh, self.party, self.record, self.matter)

    def people(self) -> set[User]:
        waits = waits_for(self.party, self.record, self.matter)
        return set(people_speaking(waits))

    def submitted(self) -> Case:
        return submit_item(page=self.page, actor=self.desk.writer)


def awaits(user: User) -> bool:
    forget_reach(user)
    return cases_awaiting(User.objects.get(pk=user.pk)).exists()


def lent(head: User, deputy: User, begins: Any, ends: Any) -> RoleAssignment:
    RoleAssignment.objects.filter(user=head).update(valid_from=begins - DAY)
    role = RoleAssignment.objects.get(user=head)
    return lend_role(
        assignment=role, to=deputy, begins=begins, ends=ends, grounds=DECISION
    )


def test_a_role_of_the_portals_unit() -> None:
    asked = Asked(capabilities=("publisher", "secretary"))
    other = person_of(UnitFactory.create(), Capability.PUBLISHER)
    secretary = person_of(asked.unit, Capability.SECRETARY)
    assert asked.people() == {asked.desk.publisher, secretary}
    assert asked.standpoint(asked.desk.publisher).unit == asked.unit
    assert asked.standpoint(asked.desk.publisher).grounds == ""
    assert asked.standpoint(asked.desk.editor) is None
    assert asked.standpoint(other) is None


def test_somebody_who_is_no_longer_active_speaks_for_nobody() -> None:
    asked = Asked(capabilities=("publisher",))
    User.objects.filter(pk=asked.desk.publisher.pk).update(is_active=False)
    assert asked.people() == set()
    assert asked.standpoint(asked.desk.publisher) is None


def test_a_role_that_ended_speaks_for_nobody() -> None:
    asked = Asked(capabilities=("publisher",))
    case = asked.submitted()
    now = timezone.now()
    RoleAssignment.objects.filter(user=asked.desk.publisher).update(
        valid_from=now - DAY, valid_to=now
    )
    assert asked.people() == set()
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=asked.desk.publisher, word=Word())
    assert not awaits(asked.desk.publisher)


def test_the_unit_above_the_liable_unit_and_a_named_one() -> None:
    above = UnitFactory.create()
    named = UnitFactory.create(code="so-khcn")
    asked = Asked(kind="head", whose="named", unit="so-khcn")
    asked.unit.parent = above
    asked.unit.save()
    heads = {
        name: person_of(unit, Capability.HEAD_OF_UNIT)
        for name, unit in {"portal": asked.unit, "above": above, "named": named}.items()
    }
    assert asked.people() == {heads["named"]}
    for whose in ("portal", "above"):
        asked.party.whose = whose
        asked.record.refresh_from_db()
        assert asked.people() == {heads[whose]}
    asked.party.whose = "liable"
    assert asked.people() == {heads["portal"]}
    asked.record.liable_unit = above
    assert asked.people() == {heads["above"]}
    asked.party.whose = "above"
    asked.record.unit.parent = None
    assert asked.people() == set()
    assert waits_for(asked.party, asked.record, asked.matter) == []


def test_the_standing_office_above_counts_for_the_units_below() -> None:
    above = UnitFactory.create()
    asked = Asked(capabilities=("standing_office", "publisher"))
    asked.unit.parent = above
    asked.unit.save()
    office = person_of(above, Capability.STANDING_OFFICE)
    publisher = person_of(above, Capability.PUBLISHER)
    assert asked.standpoint(office).unit == above
    assert asked.standpoint(publisher) is None
    assert asked.people() == {office, asked.desk.publisher}


def test_a_named_person_speaks_for_the_unit_they_serve() -> None:
    UserFactory.create(username="ba-ha")
    asked = Asked(kind="person", person="ba-ha")
    person = User.objects.get(username="ba-ha")
    assert asked.standpoint(person).unit is None
    elsewhere = UnitFactory.create()
    grant_role(user=person, unit=elsewhere, capability=Capability.EDITOR)
    assert asked.standpoint(person).unit == elsewhere
    grant_role(user=person, unit=asked.unit, capability=Capability.EDITOR)
    grant_role(user=person, unit=UnitFactory.create(), capability=Capability.EDITOR)
    assert asked.standpoint(person).unit == asked.unit
    assert asked.people() == {person}
    assert asked.standpoint(asked.desk.editor) is None


def test_the_liable_person() -> None:
    asked = Asked(kind="liable")
    assert asked.people() == set()
    asked.record.liable_person = asked.desk.editor
    assert asked.people() == {asked.desk.editor}
    assert asked.standpoint(asked.desk.editor).unit == asked.unit


def charge(user: User, kind: str, **about: Any) -> None:
    role = RoleAssignment.objects.filter(user=user).latest("pk")
    Duty.objects.create(assignment=role, kind=kind, **about)


def test_whoever_is_charged_with_the_section_or_topic_or_everything() -> None:
    """ROLE-15."""
    asked = Asked(kind="duty", duty="moderate")
    section = asked.desk.living.section.page_ptr
    other = asked.desk.living.home.get_children().exclude(pk=section.pk).last()
    people = [person_of(asked.unit, Capability.PUBLISHER) for _number in range(5)]
    assert asked.people() == set()
    charge(people[0], DutyKind.MODERATE, section=section)
    charge(people[1], DutyKind.MODERATE, section=other)
    charge(people[2], DutyKind.PUBLISH)
    charge(people[3], DutyKind.MODERATE, topic=Topic.objects.create(name="Thể thao"))
    assert asked.people() == {people[0]}
    charge(people[4], DutyKind.MODERATE)
    assert asked.people() == {people[0], people[4]}
    elsewhere = person_of(UnitFactory.create(), Capability.PUBLISHER)
    charge(elsewhere, DutyKind.MODERATE)
    assert asked.standpoint(elsewhere) is None
    assert asked.standpoint(people[1]) is None
    assert asked.standpoint(people[0]).unit == asked.unit


def test_where_nobody_is_charged_a_role_decides() -> None:
    asked = Asked(kind="duty", duty="moderate", capabilities=("publisher",))
    assert asked.people() == {asked.desk.publisher}
    charge(asked.desk.editor, DutyKind.MODERATE)
    assert asked.people() == {asked.desk.editor}
    assert asked.standpoint(asked.desk.publisher) is None


def test_the_field_reviewer_of_the_topic_whichever_unit_they_serve() -> None:
    """ROLE-06, S2: the room that knows the field may be another unit's."""
    asked = Asked(kind="field")
    room = UnitFactory.create()
    topic, other = (Topic.objects.create(name=name) for name in ("Du lịch", "Y tế"))
    known = person_of(room, Capability.FIELD_REVIEWER)
    grant_role(user=known, unit=asked.unit, capability=Capability.EDITOR)
    role = RoleAssignment.objects.get(user=known, capability="field_reviewer")
    Duty.objects.create(assignment=role, kind=DutyKind.REVIEW, topic=topic)
    own = person_of(asked.unit, Capability.FIELD_REVIEWER)
    charge(own, DutyKind.REVIEW, topic=other)
    asked.page.topics = [topic]
    assert asked.people() == {known}
    assert asked.standpoint(known).unit == room
    assert asked.standpoint(own) is None
    asked.page.topics = []
    assert asked.people() == {own}


def test_a_duty_without_the_role_of_a_reviewer_reviews_no_field() -> None:
    asked = Asked(kind="field")
    topic = Topic.objects.create(name="Du lịch")
    asked.page.topics = [topic]
    proof = person_of(asked.unit, Capability.PROOFREADER)
    charge(proof, DutyKind.REVIEW, topic=topic)
    assert asked.people() == set()


def test_a_delegation_begins_and_ends_at_its_moment() -> None:
    asked = Asked(kind="head")
    head = person_of(asked.unit, Capability.HEAD_OF_UNIT)
    deputy = person_of(asked.unit, Capability.PUBLISHER)
    now = timezone.now()
    role = lent(head, deputy, now + DAY, now + 2 * DAY)
    case = asked.submitted()
    assert not awaits(deputy)
    assert awaits(head)
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=deputy, word=Word())
    RoleAssignment.objects.filter(pk=role.pk).update(valid_from=now)
    assert awaits(deputy)
    assert asked.standpoint(deputy).lender == head
    RoleAssignment.objects.filter(pk=role.pk).update(
        valid_from=now - DAY, valid_to=timezone.now()
    )
    assert not awaits(deputy)
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=deputy, word=Word())
    assert not case.decisions.exists()


def test_the_evidence_says_by_which_decision_a_deputy_acts() -> None:
    asked = Asked(kind="head")
    head = person_of(asked.unit, Capability.HEAD_OF_UNIT, full_name="Danh Hữu Lộc")
    deputy = person_of(
        asked.unit, full_name="Trần Thị Cẩm Loan", position="Phó Trưởng Ban"
    )
    now = timezone.now()
    lent(head, deputy, now, now + DAY)
    case = asked.submitted()
    told = Notice.objects.filter(case=case, kind="awaited")
    assert set(told.values_list("person", flat=True)) == {head.pk, deputy.pk}
    decide(case=case, actor=deputy, word=Word())
    entry = Entry.objects.get(deed="approved")
    assert (entry.actor_name, entry.actor_position, entry.actor_unit) == (
        "Trần Thị Cẩm Loan",
        "Phó Trưởng Ban",
        asked.unit.name,
    )
    told_by = str(vars(entry))
    assert DECISION in told_by
    assert "Danh Hữu Lộc" in told_by


def test_a_deputy_appointed_as_acting_says_by_what_too() -> None:
    asked = Asked(kind="head")
    acting = person_of(asked.unit)
    grant_role(
        user=acting,
        unit=asked.unit,
        capability=Capability.HEAD_OF_UNIT,
        grounds=DECISION,
    )
    standpoint = asked.standpoint(acting)
    assert (standpoint.grounds, standpoint.lender) == (DECISION, None)


def test_what_is_the_heads_own_waits_for_no_deputy() -> None:
    """S4: “người đứng đầu chỉ đạo trực tiếp”."""
    asked = Asked(kind="head", is_personal=True)
    head = person_of(asked.unit, Capability.HEAD_OF_UNIT)
    deputy = person_of(asked.unit, Capability.PUBLISHER)
    now = timezone.now()
    lent(head, deputy, now, now + DAY)
    assert asked.people() == {head}
    case = asked.submitted()
    assert awaits(head)
    assert not awaits(deputy)
    told = Notice.objects.filter(case=case, kind="awaited")
    assert set(told.values_list("person", flat=True)) == {head.pk}
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=deputy, word=Word())
    decide(case=case, actor=head, word=Word())


def test_with_a_deputy_alone_a_personal_step_can_be_decided_by_nobody() -> None:
    asked = Asked(kind="head", is_personal=True)
    head = person_of(asked.unit, Capability.HEAD_OF_UNIT)
    deputy = person_of(asked.unit, Capability.PUBLISHER)
    now = timezone.now()
    lent(head, deputy, now, now + DAY)
    User.objects.filter(pk=head.pk).update(is_active=False)
    version = RouteVersion.objects.get()
    empty = nobody_at(version, asked.record, asked.matter, asked.page.pk)
    assert [step.name for step in empty] == ["Duyệt"]


def test_a_duty_of_a_role_that_was_lent_does_not_count_in_person() -> None:
    asked = Asked(kind="duty", duty="moderate", is_personal=True)
    head = person_of(asked.unit, Capability.HEAD_OF_UNIT)
    deputy = person_of(asked.unit)
    now = timezone.now()
    lent(head, deputy, now, now + DAY)
    charge(deputy, DutyKind.MODERATE)
    assert asked.people() == set()
    asked.party.is_personal = False
    assert asked.people() == {deputy}
    assert asked.standpoint(deputy).grounds == DECISION


def test_a_role_of_ones_own_goes_before_one_that_was_lent() -> None:
    asked = Asked(capabilities=("head_of_unit", "publisher"))
    head = person_of(asked.unit, Capability.HEAD_OF_UNIT)
    deputy = person_of(asked.unit)
    now = timezone.now()
    lent(head, deputy, now, now + DAY)
    assert asked.standpoint(deputy).grounds == DECISION
    grant_role(user=deputy, unit=asked.unit, capability=Capability.PUBLISHER)
    assert asked.standpoint(deputy).grounds == ""
