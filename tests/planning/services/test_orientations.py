"""Notes from above reach the writers they are for, and nobody else."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cms.planning.models import Acknowledgement, Orientation
from cms.planning.services import (
    acknowledge,
    issue_orientation,
    withdraw_orientation,
)
from sites.models import Capability
from tests.factories.moderation import Board
from tests.factories.people import person_of
from tests.factories.planning import days, note_of
from tests.factories.portals import UnitFactory


def drafted(desk: Board, **told: object) -> Orientation:
    named = {"subject": "Rét đậm", "body": "Bám công điện.", "valid_until": days(5)}
    return Orientation(unit=desk.living.unit, **{**named, **told})


def issued(desk: Board) -> Orientation:
    units = [desk.living.unit]
    return issue_orientation(note=drafted(desk), units=units, actor=desk.publisher)


def test_everybody_who_writes_for_the_units_is_given_it(desk: Board) -> None:
    person_of(desk.living.unit, Capability.AUDITOR)
    person_of(UnitFactory.create(), Capability.EDITOR)
    note = issued(desk)
    given = note.acknowledgements.values_list("person", "read_at")
    writers = [desk.writer, desk.editor, desk.publisher]
    assert list(given) == [(one.pk, None) for one in writers]


def test_only_who_keeps_notes_issues_them_downwards(desk: Board) -> None:
    beside = UnitFactory.create()
    with pytest.raises(PermissionDenied):
        issue_orientation(
            note=drafted(desk), units=[desk.living.unit], actor=desk.editor
        )
    for units, told in (
        ([], {}),
        ([beside], {}),
        ([desk.living.unit], {"valid_until": days(-1)}),
    ):
        with pytest.raises(ValidationError):
            issue_orientation(
                note=drafted(desk, **told), units=units, actor=desk.publisher
            )
    assert not Orientation.objects.exists()


def test_the_first_time_counts(desk: Board) -> None:
    note = issued(desk)
    first = acknowledge(note=note, actor=desk.writer).read_at
    assert acknowledge(note=note, actor=desk.writer).read_at == first is not None
    waiting = Acknowledgement.objects.waiting()
    assert {row.person for row in waiting} == {desk.editor, desk.publisher}
    assert not Orientation.objects.unread_by(desk.writer).exists()
    assert list(Orientation.objects.unread_by(desk.editor)) == [note]


def test_who_begins_to_write_later_reads_it_too(desk: Board) -> None:
    note = issued(desk)
    later = person_of(desk.living.unit, Capability.CONTRIBUTOR)
    assert list(Orientation.objects.unread_by(later)) == [note]
    acknowledge(note=note, actor=later)
    assert not Orientation.objects.unread_by(later).exists()


def test_it_is_hidden_from_units_that_are_not_addressed(desk: Board) -> None:
    below = UnitFactory.create(parent=desk.living.unit)
    stranger = person_of(below, Capability.EDITOR, Capability.UNIT_ADMIN)
    note = issued(desk)
    assert not Orientation.objects.visible_to(stranger).exists()
    with pytest.raises(PermissionDenied):
        acknowledge(note=note, actor=stranger)
    assert not Acknowledgement.objects.filter(person=stranger).exists()


def test_what_is_over_or_withdrawn_is_asked_of_nobody(desk: Board) -> None:
    note = issued(desk)
    with pytest.raises(PermissionDenied):
        withdraw_orientation(note=note, actor=desk.editor)
    assert Acknowledgement.objects.waiting().count() == 3
    withdraw_orientation(note=note, actor=desk.publisher)
    old = note_of(desk.living.unit, desk.publisher, valid_until=days(-1))
    old.units.add(desk.living.unit)
    assert not Acknowledgement.objects.waiting().exists()
    assert not Orientation.objects.unread_by(desk.writer).exists()
    for gone in (note, old):
        with pytest.raises(PermissionDenied):
            acknowledge(note=gone, actor=desk.writer)
