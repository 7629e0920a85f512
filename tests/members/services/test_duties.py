"""Shares of the work go with a role and end with it."""

import pytest
from django.core.exceptions import ValidationError

from cms.core.models import Duty, DutyKind
from cms.members.services.duties import assign_duty, lift_duty
from sites.models import Capability
from sites.services import end_role
from tests.factories.core import TopicFactory
from tests.factories.people import person_of
from tests.members.conftest import Staff

pytestmark = pytest.mark.django_db


def test_a_duty_is_assigned_lifted_and_ends_with_its_role(staff: Staff) -> None:
    publisher = person_of(staff.unit, Capability.PUBLISHER)
    role, topic = staff.role(publisher), TopicFactory.create(name="Di sản")
    made = [
        assign_duty(
            actor=staff.admin,
            role=role,
            kind=DutyKind.PUBLISH,
            section=staff.living.section,
        ),
        assign_duty(actor=staff.office, role=role, kind=DutyKind.MODERATE, topic=topic),
        assign_duty(actor=staff.admin, role=role, kind=DutyKind.ANSWER),
    ]
    assert [duty.section_id for duty in made] == [staff.living.section.pk, None, None]
    assert str(made[1]).endswith(": Di sản")
    lift_duty(actor=staff.admin, duty=made[2])
    assert set(Duty.objects.in_force()) == set(made[:2])
    end_role(assignment=role)
    assert not Duty.objects.in_force().exists()


def test_duties_that_must_not_be(staff: Staff) -> None:
    role, editor = staff.role(staff.admin), staff.role(staff.editor)
    assign_duty(actor=staff.second, role=role, kind=DutyKind.PUBLISH)
    topic = TopicFactory.create()
    own, foreign = staff.living.section, staff.other.section
    for facts in (
        {"actor": staff.second, "role": role, "kind": DutyKind.PUBLISH},  # again
        {"actor": staff.second, "role": editor, "kind": DutyKind.PUBLISH},
        {"actor": staff.editor, "role": role, "kind": DutyKind.ANSWER},
        {"actor": staff.stranger, "role": role, "kind": DutyKind.ANSWER},
        {"actor": staff.auditor, "role": role, "kind": DutyKind.ANSWER},
        {
            "actor": staff.second,
            "role": role,
            "kind": DutyKind.ANSWER,
            "section": foreign,
        },
        {
            "actor": staff.second,
            "role": role,
            "kind": DutyKind.ANSWER,
            "section": own,
            "topic": topic,
        },
    ):
        with pytest.raises(ValidationError):
            assign_duty(**facts)  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        lift_duty(actor=staff.stranger, duty=Duty.objects.get())
    assert Duty.objects.count() == 1
