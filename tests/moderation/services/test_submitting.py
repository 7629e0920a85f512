<<<<<<< HEAD
"""Setting out on a route, and taking an item back."""

import pytest
from wagtail.models import WorkflowState

from cms.core.models import EditorialRecord
from cms.evidence.models import Entry
from cms.moderation.models import Case, CaseState, Notice, Waiting
from cms.moderation.refusals import NotYourTurnError, RefusedError
from cms.moderation.selectors import cases_awaiting
from cms.moderation.services import decide, retire, settle_route, submit_item, withdraw
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
=======
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
>>>>>>> help7-G

pytestmark = pytest.mark.django_db


<<<<<<< HEAD
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
=======
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
>>>>>>> help7-G
    with pytest.raises(RefusedError):
        submit_item(page=page, actor=stranger)
    assert not Case.objects.exists()


<<<<<<< HEAD
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
=======
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
>>>>>>> help7-G
