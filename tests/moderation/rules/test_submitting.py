"""Submitting, and taking back."""

import pytest
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.moderation.models import Case, CaseState, Decision, Waiting
from cms.moderation.refusals import (
    RefusedError,
)
from cms.moderation.services import (
    recall,
    release_due,
    submit_item,
    withdraw,
)
from cms.moderation.services.submitting import matching_version
from cms.routes.matters import matter_of
from sites.models import Capability
from tests.factories.moderation import TWO_STEPS, Board, record_of, route_of
from tests.factories.people import person_of
from tests.moderation.looking import LATER, approved, entries, told

pytestmark = pytest.mark.django_db


def test_submitting_writes_down_what_who_and_where_to(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer, note="Nhờ xem", priority="urgent")
    [entry] = entries(page)
    assert entry.actor == desk.writer
    assert entry.actor_unit == desk.living.unit.name
    assert entry.revision_id == case.revision_id == page.latest_revision_id
    assert entry.content_hash == case.content_hash
    assert entry.route_version == case.route_version_id
    assert entry.facts["to"] == "Biên tập"
    assert entry.facts["round"] == case.round == 1
    assert (case.note, case.priority, case.language) == ("Nhờ xem", "urgent", "vi")
    assert (case.subject, case.destination) == ("item", "portal")
    assert case.unit == desk.living.unit
    assert told(case, "awaited") == {desk.editor.pk}
    waiting = Waiting.objects.get(case=case)
    assert (waiting.capability, waiting.unit) == ("editor", desk.living.unit)


def test_what_is_submitted_cant_be_submitted_again(desk: Board) -> None:
    page = desk.draft()
    submit_item(page=page, actor=desk.writer)
    with pytest.raises(RefusedError) as refused:
        submit_item(page=page, actor=desk.writer)
    assert len(refused.value.faults) == 1
    assert len(entries(page)) == 1


def test_what_was_never_saved_as_a_draft_cant_be_submitted(desk: Board) -> None:
    page = desk.draft()
    EditorialRecord.objects.filter(translation_key=page.translation_key).delete()
    with pytest.raises(RefusedError):
        submit_item(page=page, actor=desk.writer)
    assert not Case.objects.exists()


def test_who_cant_edit_cant_submit(desk: Board) -> None:
    page = desk.draft()
    stranger = person_of(desk.living.unit, Capability.PROOFREADER)
    with pytest.raises(RefusedError):
        submit_item(page=page, actor=stranger)
    assert not Case.objects.exists()


def test_without_a_route_nothing_is_submitted(desk: Board) -> None:
    page = desk.draft()
    with pytest.raises(RefusedError) as refused:
        submit_item(page=page, actor=desk.writer, subject="mend")
    assert len(refused.value.faults) == 1
    with pytest.raises(
        RefusedError
    ):  # readers have nothing yet that a channel could get
        submit_item(page=page, actor=desk.writer, destination="group")


def test_an_item_under_way_keeps_its_version_and_leaves_with_its_route(
    desk: Board,
) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    first = case.route_version
    second = route_of(desk.living.portal, TWO_STEPS[1])
    matter = matter_of(page, record_of(page))
    assert matter is not None
    assert matching_version(matter, case) == first
    assert matching_version(matter, None) == second
    other = route_of(desk.living.portal, TWO_STEPS[1], name="Khác", rank=1)
    assert matching_version(matter, case) == other


def test_only_who_submitted_it_withdraws_it(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    with pytest.raises(RefusedError):
        withdraw(case=case, actor=desk.editor)
    withdraw(case=case, actor=desk.writer, remark="Viết lại")
    case.refresh_from_db()
    assert (case.state, case.release_at) == (CaseState.WITHDRAWN, None)
    assert not Waiting.objects.exists()
    assert entries(page)[-1].deed == "withdrawn"
    with pytest.raises(RefusedError):
        withdraw(case=case, actor=desk.writer)
    assert len(entries(page)) == 2


def test_withdrawn_before_its_hour_it_does_not_go_out(desk: Board) -> None:
    page = desk.draft()
    case = approved(desk, page)
    withdraw(case=case, actor=desk.writer)
    assert release_due(now=timezone.now() + LATER) == []


def test_only_who_approved_or_submitted_recalls(desk: Board) -> None:
    page = desk.draft()
    case = approved(desk, page)
    stranger = person_of(desk.living.unit, Capability.PUBLISHER)
    with pytest.raises(RefusedError):
        recall(case=case, actor=stranger)
    recall(case=case, actor=desk.writer)
    case.refresh_from_db()
    assert (case.state, case.position, case.release_at) == ("running", 2, None)
    kept = Decision.objects.filter(is_void=False)
    assert list(kept.values_list("position", flat=True)) == [1]
    assert entries(page)[-1].deed == "recalled"
    assert desk.editor.pk in told(case, "recalled")
    with pytest.raises(RefusedError):
        recall(case=case, actor=desk.writer)
