"""No notification crosses units, whoever holds whatever role when it leaves."""

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import (
    HealthCheck,
    given,
    settings as hypothesis_settings,
    strategies as st,
)

from cms.core.models import EditorialRecord
from cms.moderation.models import NoticeKind
from cms.moderation.notifying import name_of
from cms.notifications.kinds import known_kinds
from cms.notifications.services import notify
from cms.users.models import User
from sites.models import Capability, Unit
from sites.services import grant_role
from tests.factories.moderation import Board, record_of
from tests.factories.people import UserFactory
from tests.factories.portals import UnitFactory
from tests.notifications.conftest import NOON, at, deliver
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db
OUTSIDE, SAME, ABOVE = "outside", "same", "above"
roles = st.lists(
    st.tuples(
        st.sampled_from([OUTSIDE, SAME, ABOVE]), st.sampled_from(sorted(Capability))
    ),
    max_size=3,
    unique=True,
)


@pytest.fixture
def places(desk: Board) -> dict[str, Unit]:
    above = UnitFactory.create()
    own = desk.living.unit
    Unit.objects.filter(pk=own.pk).update(parent=above)
    return {SAME: own, ABOVE: above, OUTSIDE: UnitFactory.create(parent=above)}


@pytest.fixture
@kept
def record(desk: Board) -> EditorialRecord:
    return record_of(desk.draft())


@hypothesis_settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(held=roles, kind=st.sampled_from(["deadline.near", "deadline.passed"]))
def test_a_letter_goes_to_whoever_reads_the_item_and_to_nobody_else(
    record: EditorialRecord,
    places: dict[str, Unit],
    held: list[tuple[str, str]],
    kind: str,
) -> None:
    with transaction.atomic():
        mail.outbox.clear()
        person: User = UserFactory.create()
        for place, capability in held:
            grant_role(
                user=person, unit=places[place], capability=Capability(capability)
            )
        notify(
            kind=kind,
            unit_id=places[SAME].pk,
            people=[person.pk],
            record=record,
            now=NOON,
            due_at=at(17).isoformat(),
        )
        deliver()
        fresh = User.objects.get(pk=person.pk)
        reads = EditorialRecord.objects.visible_to(fresh).filter(pk=record.pk).exists()
        assert [letter.to for letter in mail.outbox] == [[person.email]] * reads
        if all(place == OUTSIDE for place, _role in held):
            assert mail.outbox == []
        transaction.set_rollback(True)


def test_every_kind_of_the_desk_is_told() -> None:
    names = {kind.name for kind in known_kinds()}
    assert {name_of(kind) for kind in NoticeKind} <= names
    assert {kind.name for kind in known_kinds() if kind.is_required} == {
        "deadline.passed",
        "case.emergency",
    }
