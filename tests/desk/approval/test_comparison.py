"""What changed since somebody approved last, or since readers got it last."""

import pytest

from cms.moderation.models import Case
from cms.moderation.services import decide, return_case, submit_item
from tests.desk.approval.conftest import Desk
from tests.factories.moderation import EDITED, Board, released_item

pytestmark = pytest.mark.django_db


def changed(desk: Desk) -> list[str]:
    return [part.get_text(strip=True) for part in desk.page().select(".d-changes dt")]


def test_a_first_version_has_nothing_before_it(editors: Desk) -> None:
    assert "Đây là bản đầu tiên" in editors.says("#changed")
    assert editors.page().select_one("#tab-changed").get_text() == "Khác bản trước (0)"


def test_against_what_was_approved_before_it_came_back(
    desk: Board, case: Case, editors: Desk
) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    return_case(case=case, actor=desk.publisher, remark="Sửa tiêu đề")
    page = case.page.specific
    page.title = "Hội làng Đại Mỗ"
    page.save_revision(user=desk.writer)
    submit_item(page=page, actor=desk.writer)
    assert changed(editors) == ["Đầu đề"]
    assert f"So với bản {desk.editor} duyệt lúc" in editors.says("#changed")
    assert "mở cửa" in editors.page().select_one(".deletion").get_text()


def test_against_what_readers_have(desk: Board) -> None:
    page = released_item(desk)
    page.summary = "Thêm một câu."
    page.save_revision(user=desk.writer)
    case = submit_item(page=page, actor=desk.writer)
    shown = Desk(case, desk.editor)
    assert changed(shown) == ["Tóm tắt"]
    assert "So với bản đăng lúc" in shown.says("#changed")
