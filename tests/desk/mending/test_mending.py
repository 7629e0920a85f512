"""The screen on which a change of a live item is sent the short way."""

import pytest

from cms.moderation.models import Case
from cms.news.models import NewsPage
from cms.routes.models import Subject
from cms.routes.specs import StepSpec
from tests.admin import admin_client, soup, words
from tests.factories.moderation import (
    PUBLISHED,
    Board,
    board,
    released_item,
    route_of,
)
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def desk() -> Board:
    found = board()
    step = StepSpec("Duyệt sửa nhanh", (PUBLISHED,))
    route_of(found.living.portal, step, name="Sửa nhanh", subject=Subject.MEND)
    return found


@pytest.fixture
@kept
def page(desk: Board) -> NewsPage:
    return released_item(desk)


def test_a_slip_is_shown_and_sent(desk: Board, page: NewsPage) -> None:
    client, path = admin_client(desk.writer), f"/admin/sua-nhanh/{page.pk}/"
    edit = f"/admin/pages/{page.pk}/edit/"
    assert path not in client.get(edit).content.decode()
    page.title = "Hội làng Đại Mổ mở cửa"
    page.save_revision(user=desk.writer)
    assert path in client.get(edit).content.decode()
    shown = client.get(path)
    assert soup(shown).select(".deletion, .addition")
    sent = client.post(path, {"note": "Sai một dấu"})
    assert sent.headers["Location"] == edit
    case = Case.objects.open().get()
    assert (case.subject, case.note) == (Subject.MEND, "Sai một dấu")


def test_more_is_refused_and_the_note_stays(desk: Board, page: NewsPage) -> None:
    page.title = "Một tin khác hẳn"
    page.save_revision(user=desk.writer)
    answer = admin_client(desk.writer).post(
        f"/admin/sua-nhanh/{page.pk}/", {"note": "Đổi tít"}
    )
    assert answer.status_code == 422
    assert "Đầu đề thay đổi nhiều hơn vài chữ cái." in words(answer)
    assert "Đổi tít" in answer.content.decode()
    assert not Case.objects.open().exists()


def test_a_draft_has_no_short_way(desk: Board) -> None:
    draft = desk.draft()
    answer = admin_client(desk.writer).get(f"/admin/sua-nhanh/{draft.pk}/")
    assert answer.status_code in {302, 403}
