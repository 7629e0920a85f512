"""What went wrong once in the engine, and must not again."""

import pytest

from cms.moderation.models import Case, CaseState
from cms.moderation.refusals import NotYourTurnError
from cms.moderation.services import decide, return_case, submit_item, withdraw
from cms.routes.specs import PartySpec, StepSpec
from tests.factories.moderation import EDITED, Board, record_of, route_of

pytestmark = pytest.mark.django_db

HEAD = StepSpec("Thủ trưởng duyệt", (PartySpec(capabilities=("publisher",)),))


@pytest.mark.parametrize("how", ["returned", "withdrawn"])
def test_a_late_approval_sets_nothing_going_again(desk: Board, how: str) -> None:
    """The author changed it meanwhile: the approver looked at something else."""
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    if how == "returned":
        return_case(case=case, actor=desk.editor, remark="Sửa")
    else:
        withdraw(case=case, actor=desk.writer)
    page.title = "Hội làng Đại Mỗ hoãn"
    page.save_revision(user=desk.writer)
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=desk.editor, word=EDITED)
    case.refresh_from_db()
    assert (case.state, case.round) == (how, 1)


def test_a_flag_leads_to_a_shorter_route(desk: Board) -> None:
    """Its second step is none of the other route's."""
    route_of(desk.living.portal, HEAD, name="Nhạy cảm", rank=1, flags=("is_sensitive",))
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    decide(case=case, actor=desk.editor, word=EDITED)
    record = record_of(page)
    record.is_sensitive = True
    record.save()
    page.title = "Hội làng Đại Mỗ hoãn"
    page.save_revision(user=desk.writer)
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RUNNING, 1)
    assert case.route_version.route.name == "Nhạy cảm"
    assert case.workflow_state is not None
    assert case.workflow_state.workflow == case.route_version.workflow
    running = case.workflow_state.task_states.filter(status="in_progress")
    assert [state.task.name for state in running] == ["Thủ trưởng duyệt"]


def test_submitted_again_on_another_route_it_has_that_routes_mirror(
    desk: Board,
) -> None:
    route_of(desk.living.portal, HEAD, name="Nhạy cảm", rank=1, flags=("is_sensitive",))
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    before = case.workflow_state
    return_case(case=case, actor=desk.editor, remark="Đánh dấu giúp")
    record = record_of(page)
    record.is_sensitive = True
    record.save()
    submit_item(page=page, actor=desk.writer)
    case = Case.objects.get()
    assert case.workflow_state is not None
    assert case.workflow_state.workflow == case.route_version.workflow
    assert before is not None
    before.refresh_from_db()
    assert before.status == "cancelled"
