"""Telling writes rows in the caller's transaction, and nothing else."""

from datetime import time

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.jobs.models import Job
from cms.notifications.kinds import Mode
from cms.notifications.models import Notification
from cms.notifications.services import (
    add_recipient,
    choose_for_person,
    choose_for_unit,
)
from cms.notifications.timing import Quiet
from sites.models import Capability
from tests.factories.moderation import Board
from tests.factories.people import UserFactory, person_of
from tests.notifications.conftest import NEAR, NOON, PASSED, at, tell

pytestmark = pytest.mark.django_db
NIGHT = Quiet(time(22), time(6))


def told() -> set[tuple[str, object, bool]]:
    rows = Notification.objects.select_related("person")
    return {
        (row.person.username if row.person else row.address, row.send_at, row.is_digest)
        for row in rows
    }


def test_it_goes_with_the_transaction_it_is_about(desk: Board) -> None:
    page = desk.draft()
    with transaction.atomic():
        tell(desk, page=page)
        assert Notification.objects.count() == 1
        transaction.set_rollback(True)
    assert not Notification.objects.exists()
    assert not Job.objects.filter(topic__startswith="notifications").exists()
    assert mail.outbox == []


def test_a_row_holds_keys_and_moments_alone(desk: Board) -> None:
    tell(desk, due=7)
    row = Notification.objects.get()
    assert row.facts == {"due": 7, "due_at": at(17).isoformat()}
    assert (row.kind, row.person, row.state) == (NEAR, desk.editor, "waiting")
    assert row.send_at == row.told_at == NOON


def test_the_units_word_counts_until_somebody_says_otherwise(desk: Board) -> None:
    unit = desk.living.unit
    choose_for_unit(
        unit=unit, modes={NEAR: Mode.DIGEST}, digest_at=time(8), quiet=NIGHT
    )
    choose_for_person(person=desk.writer, modes={NEAR: Mode.INSTANT})
    choose_for_person(person=desk.publisher, modes={NEAR: Mode.OFF})
    tell(desk, desk.editor, desk.writer, desk.publisher)
    assert told() == {
        (desk.editor.username, at(8, day=25), True),
        (desk.writer.username, NOON, False),
    }


@pytest.mark.parametrize(
    ("quiet", "leaves"),
    [(None, at(6, day=25)), (Quiet(time(1), time(2)), at(23))],
)
def test_ones_own_quiet_hours_go_before_the_units(
    desk: Board, quiet: Quiet | None, leaves: object
) -> None:
    choose_for_unit(unit=desk.living.unit, modes={}, digest_at=time(8), quiet=NIGHT)
    choose_for_person(person=desk.editor, modes={}, quiet=quiet)
    tell(desk, now=at(23))
    assert told() == {(desk.editor.username, leaves, False)}


def test_what_is_required_comes_at_once_in_the_middle_of_the_night(
    desk: Board,
) -> None:
    choose_for_unit(unit=desk.living.unit, modes={}, digest_at=time(8), quiet=NIGHT)
    choose_for_person(person=desk.editor, modes={}, quiet=NIGHT)
    tell(desk, kind=PASSED, now=at(3))
    assert told() == {(desk.editor.username, at(3), False)}


def test_the_unit_adds_a_person_and_a_mailbox(desk: Board) -> None:
    unit = desk.living.unit
    add_recipient(unit=unit, kind=NEAR, person=desk.publisher)
    add_recipient(unit=unit, kind=NEAR, address="BBT@dinh.example")
    add_recipient(unit=unit, kind=PASSED, address="khac@dinh.example")
    tell(desk, desk.editor, desk.publisher)
    tell(desk, desk.editor)
    assert {name for name, _at, _digest in told()} == {
        desk.editor.username,
        desk.publisher.username,
        "bbt@dinh.example",
    }
    added = Notification.objects.filter(person=desk.publisher).order_by("pk")
    assert ["besides" in row.facts for row in added] == [False, True]


def test_who_has_no_address_or_no_account_is_told_nothing(desk: Board) -> None:
    nobody = person_of(desk.living.unit, Capability.EDITOR, email="")
    gone = UserFactory.create(is_active=False)
    tell(desk, nobody, gone)
    assert not Notification.objects.exists()


def test_a_kind_that_nobody_registered_is_a_mistake(desk: Board) -> None:
    with pytest.raises(KeyError):
        tell(desk, kind="khong.co")
    assert not Notification.objects.exists()


def test_fifty_people_cost_as_many_statements_as_one(desk: Board) -> None:
    page = desk.draft()
    crowd = [person_of(desk.living.unit, Capability.EDITOR) for _ in range(50)]
    tell(desk, page=page)
    with CaptureQueriesContext(connection) as one:
        tell(desk, page=page)
    with CaptureQueriesContext(connection) as fifty:
        tell(desk, *crowd, page=page)
    assert len(fifty) == len(one) <= 9
