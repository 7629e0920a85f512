"""Back to an earlier step."""

import pytest

from cms.moderation.models import CaseState, Decision, Notice, Waiting
from cms.moderation.refusals import (
    MissingError,
    NotYourTurnError,
    RefusedError,
)
from cms.moderation.services import (
    Reason,
    claim,
    decide,
    return_case,
    submit_item,
)
from tests.factories.moderation import EDITED, Board
from tests.moderation.looking import entries, told

pytestmark = pytest.mark.django_db


def test_returning_tells_everybody_why(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    decide(case=case, actor=desk.editor, word=EDITED)
    return_case(
        case=case,
        actor=desk.publisher,
        remark="  Ảnh 1 mờ ",
        to_position=1,
        reasons=[Reason.PICTURES],
    )
    entry = entries(page)[-1]
    assert (entry.deed, entry.actor) == ("returned", desk.publisher)
    assert entry.actor_unit == desk.living.unit.name
    assert entry.facts["to"] == "Biên tập"
    assert entry.facts["to_position"] == 1
    assert entry.facts["reasons"] == [str(Reason.PICTURES.label)]
    notice = Notice.objects.filter(case=case, kind="returned").first()
    assert notice is not None
    assert notice.remark == "Ảnh 1 mờ"
    assert told(case, "returned") == {desk.writer.pk, desk.editor.pk}
    assert not Decision.objects.filter(is_void=False).exists()
    decide(case=case, actor=desk.editor, word=EDITED)
    case.refresh_from_db()
    assert case.position == 2


@pytest.mark.parametrize("to", [-1, 2, 3])
def test_one_returns_to_an_earlier_step_only(desk: Board, to: int) -> None:
    case = submit_item(page=desk.draft(), actor=desk.writer)
    decide(case=case, actor=desk.editor, word=EDITED)
    with pytest.raises(RefusedError):
        return_case(case=case, actor=desk.publisher, remark="Sửa", to_position=to)
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RUNNING, 2)
    assert Decision.objects.filter(is_void=False).count() == 1


def test_only_whose_turn_it_is_returns_and_never_without_a_word(desk: Board) -> None:
    case = submit_item(page=desk.draft(), actor=desk.writer)
    with pytest.raises(NotYourTurnError):
        return_case(case=case, actor=desk.publisher, remark="Sửa")
    with pytest.raises(MissingError):
        return_case(case=case, actor=desk.editor, remark="  ")
    claim(case=case, actor=desk.editor)
    return_case(case=case, actor=desk.editor, remark="Sửa")
    case.refresh_from_db()
    assert (case.claimed_by, case.assigned_to) == (None, None)
    assert not Waiting.objects.exists()
    assert case.workflow_state is not None
    assert case.workflow_state.status == "needs_changes"
    with pytest.raises(RefusedError):
        return_case(case=case, actor=desk.editor, remark="Sửa")
