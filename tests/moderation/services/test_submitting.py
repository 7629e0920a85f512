"""Setting out on a route, and taking an item back."""

import pytest
from wagtail.models import TaskState, WorkflowState

from cms.core.models import EditorialRecord
from cms.evidence.models import Entry
from cms.moderation.models import Case, CaseState, Notice, Waiting
from cms.moderation.refusals import NotYourTurnError, RefusedError
from cms.moderation.selectors import cases_awaiting
from cms.moderation.services import (
    decide,
    retire,
    return_case,
    settle_route,
    submit_item,
    submitting,
    withdraw,
)
from cms.news.models import NewsPage
from cms.routes.models import Destination, Subject
from cms.routes.specs import RouteSpec
from sites.models import Capability
from tests.factories.moderation import (
    EDITED,
    TWO_STEPS,
    Board,
    approve_all,
    deeds_of,
    record_of,
    released_item,
    route_of,
)
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of

pytestmark = pytest.mark.django_db


def test_waits_for_the_first_step_with_frozen_content(
    desk: Board, page: NewsPage, case: Case
) -> None:
    assert (case.state, case.position, case.round) == (CaseState.RUNNING, 1, 1)
    assert case.revision_id == page.latest_revision_id
    assert len(case.content_hash) == 64
    assert list(cases_awaiting(desk.editor)) == [case]
    assert list(cases_awaiting(desk.publisher)) == []
    assert [notice.person for notice in Notice.objects.all()] == [desk.editor]
    entry = Entry.objects.get()
    assert (entry.deed, entry.actor, entry.route_version, entry.content_hash) == (
        "submitted",
        desk.writer,
        case.route_version_id,
        case.content_hash,
    )


def test_the_page_is_frozen_for_everybody(
    desk: Board, page: NewsPage, case: Case
) -> None:
    lock = NewsPage.objects.get(pk=page.pk).get_lock()
    people = (desk.writer, desk.editor, desk.publisher)
    assert [lock.for_user(person) for person in people] == [True, True, True]


def test_submitted_once(desk: Board, page: NewsPage, case: Case) -> None:
    with pytest.raises(RefusedError):
        submit_item(page=page, actor=desk.writer)
    assert Case.objects.get() == case
    assert deeds_of(page) == ["submitted"]


def test_without_a_route_nothing_sets_out(desk: Board, page: NewsPage) -> None:
    retire(route=desk.living.portal.routes.get())
    with pytest.raises(RefusedError) as caught:
        submit_item(page=page, actor=desk.writer)
    assert len(caught.value.faults) == 1
    assert not Case.objects.exists()
    assert not Entry.objects.exists()


def test_a_step_at_which_only_its_author_could_decide_is_told(
    desk: Board, page: NewsPage
) -> None:
    page.save_revision(user=desk.editor)
    with pytest.raises(RefusedError) as caught:
        submit_item(page=page, actor=desk.writer)
    assert len(caught.value.faults) == 1
    assert "Biên tập" in caught.value.faults[0]
    assert not Case.objects.exists()
    assert not WorkflowState.objects.exists()


def test_who_may_not_edit_does_not_submit(desk: Board, page: NewsPage) -> None:
    stranger = person_of(desk.living.unit, Capability.AUDITOR)
    with pytest.raises(RefusedError):
        submit_item(page=page, actor=stranger)
    assert not Case.objects.exists()


def test_nothing_to_submit_before_the_first_revision(desk: Board) -> None:
    bare = NewsPageFactory.create(parent=desk.living.section, bare=True)
    with pytest.raises(RefusedError):
        submit_item(page=bare, actor=desk.publisher)
    assert not EditorialRecord.objects.filter(page_id=bare.pk).exists()


def test_a_flag_leads_to_the_stricter_route(desk: Board, page: NewsPage) -> None:
    stricter = route_of(
        desk.living.portal,
        *TWO_STEPS,
        TWO_STEPS[1],
        name="Nội dung chính trị",
        rank=1,
        flags=("is_political",),
    )
    record = record_of(page)
    record.is_political = True
    record.save()
    assert submit_item(page=page, actor=desk.writer).route_version == stricter


def test_a_front_page_goes_the_shorter_way(desk: Board) -> None:
    shorter = route_of(
        desk.living.portal, TWO_STEPS[1], name="Trang", subject=Subject.PAGE
    )
    home = desk.living.home
    home.title = "Trang chủ mới"
    home.save_revision(user=desk.editor)
    case = submit_item(page=home, actor=desk.editor)
    assert (case.route_version, case.subject) == (shorter, Subject.PAGE)


def test_a_channel_asks_its_own_body_about_what_readers_have(desk: Board) -> None:
    channel = route_of(
        desk.living.portal,
        TWO_STEPS[1],
        name="Fanpage",
        destination=Destination.FANPAGE,
    )
    page = released_item(desk)
    case = submit_item(page=page, actor=desk.editor, destination="fanpage")
    assert (case.route_version, case.revision_id) == (channel, page.live_revision_id)
    assert case.workflow_state is None
    assert not NewsPage.objects.get(pk=page.pk).workflow_in_progress


def test_an_item_not_yet_out_goes_to_no_channel(desk: Board, page: NewsPage) -> None:
    route_of(desk.living.portal, name="Fanpage", destination=Destination.FANPAGE)
    with pytest.raises(RefusedError):
        submit_item(page=page, actor=desk.writer, destination="fanpage")
    assert not Case.objects.exists()


def test_what_is_under_way_keeps_its_version(
    desk: Board, page: NewsPage, case: Case
) -> None:
    before = case.route_version
    spec = RouteSpec("Tin, bài", (TWO_STEPS[1],))
    after = settle_route(portal=desk.living.portal, spec=spec)
    assert after.number == before.number + 1
    approve_all(case, desk)
    assert (case.state, case.route_version) == (CaseState.APPROVED, before)
    new = submit_item(page=desk.draft(title="Tin thứ hai"), actor=desk.writer)
    assert new.route_version == after


def test_withdrawn_by_who_submitted_it(desk: Board, page: NewsPage, case: Case) -> None:
    with pytest.raises(RefusedError):
        withdraw(case=case, actor=desk.editor)
    assert deeds_of(page) == ["submitted"]
    withdraw(case=case, actor=desk.writer, remark="Chờ số liệu")
    case.refresh_from_db()
    assert case.state == CaseState.WITHDRAWN
    assert not Waiting.objects.exists()
    assert not Notice.objects.exists()
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
    assert deeds_of(page) == ["submitted", "withdrawn"]
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=desk.editor, word=EDITED)
    with pytest.raises(RefusedError):
        withdraw(case=case, actor=desk.writer)


@pytest.mark.parametrize("who", ["writer", "editor"])
def test_withdrawn_by_who_wrote_or_submitted_it(
    desk: Board, page: NewsPage, who: str
) -> None:
    case = approve_all(submit_item(page=page, actor=desk.writer), desk)
    Case.objects.update(submitted_by=desk.editor)
    case.refresh_from_db()
    with pytest.raises(RefusedError):
        withdraw(case=case, actor=desk.publisher)
    withdraw(case=case, actor=getattr(desk, who))
    case.refresh_from_db()
    assert (case.state, case.release_at) == (CaseState.WITHDRAWN, None)


def test_submitted_again_it_passes_each_step_once(
    desk: Board, page: NewsPage, case: Case
) -> None:
    return_case(case=case, actor=desk.editor, remark="Sửa")
    submit_item(page=page, actor=desk.writer)
    states = TaskState.objects.order_by("pk").values_list("status", flat=True)
    assert list(states) == ["rejected", "in_progress"]


def test_outside_every_portal_nothing_is_submitted(
    desk: Board, page: NewsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submitting, "matter_of", lambda *_what, **_told: None)
    with pytest.raises(RefusedError) as refusal:
        submit_item(page=page, actor=desk.writer)
    assert len(refusal.value.faults) == 1
    assert not Case.objects.exists()
