"""What the services of the desk write down, tell, and refuse, one by one."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from cms.core.gate import imported
from cms.evidence.models import Entry
from cms.moderation.models import Case, CaseState, Decision, Notice, Waiting
from cms.moderation.refusals import (
    ChangedError,
    MissingError,
    NotYourTurnError,
    RefusedError,
)
from cms.moderation.selectors import cases_awaiting
from cms.moderation.services import (
    Reason,
    Word,
    claim,
    decide,
    make_bundle,
    recall,
    recheck,
    release_due,
    return_case,
    submit_item,
    withdraw,
)
from cms.moderation.services.deciding import release_moment
from cms.moderation.services.releasing import release
from cms.moderation.services.submitting import matching_version
from cms.news.models import NewsPage
from cms.routes.matters import matter_of
from cms.routes.specs import PartySpec, StepSpec
from sites.models import Capability
from tests.factories.moderation import TWO_STEPS, Board, record_of, route_of
from tests.factories.people import person_of
from tests.moderation.conftest import APPROVED, EDITED

pytestmark = pytest.mark.django_db

LATER = timedelta(seconds=31)


def entries(page: NewsPage) -> list[Entry]:
    return list(Entry.objects.of(record_of(page)))


def told(case: Case, kind: str) -> set[int]:
    rows = Notice.objects.filter(case=case, kind=kind)
    return set(rows.values_list("person", flat=True))


def approved(desk: Board, page: NewsPage) -> Case:
    case = submit_item(page=page, actor=desk.writer)
    decide(case=case, actor=desk.editor, word=EDITED)
    decide(case=case, actor=desk.publisher, word=APPROVED)
    return Case.objects.with_facts().get(pk=case.pk)


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
    assert matching_version(matter, Case()) == second
    other = route_of(desk.living.portal, TWO_STEPS[1], name="Khác", rank=1)
    assert matching_version(matter, case) == other


def test_a_consent_says_what_was_looked_at(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    word = Word(checks=("pictures", "content", "smell"), remark="Đạt")
    decide(case=case, actor=desk.editor, word=word)
    entry = entries(page)[-1]
    assert entry.facts["checks"] == ["content", "pictures"]
    assert entry.facts["step"] == "Biên tập"
    assert entry.facts["position"] == 1
    assert entry.facts["declares_secrecy"] is False
    assert "grounds" not in entry.facts
    assert "acting_for" not in entry.facts
    decision = Decision.objects.get()
    assert (decision.round, decision.position) == (1, 1)
    assert decision.content_hash == case.content_hash
    assert told(case, "awaited") == {desk.publisher.pk}
    state = Case.objects.get().workflow_state
    assert state is not None
    assert state.task_states.get(status="approved").finished_by == desk.editor
    decide(case=case, actor=desk.publisher, word=APPROVED)
    assert entries(page)[-1].facts["declares_secrecy"] is True


def test_principles_are_confirmed_one_by_one(desk: Board) -> None:
    step = StepSpec(
        "Duyệt",
        (PartySpec(capabilities=("publisher",), principles=("Một", "Hai")),),
    )
    route_of(desk.living.portal, step, name="Riêng", rank=1)
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    for ticked, left in (((), "Một; Hai"), ((1,), "Một"), ((0,), "Hai")):
        with pytest.raises(MissingError) as missing:
            decide(case=case, actor=desk.publisher, word=Word(principles=ticked))
        assert left in missing.value.faults[0]
        assert len(missing.value.faults) == 1
    decide(case=case, actor=desk.publisher, word=Word(principles=(0, 1)))
    assert entries(page)[-1].facts["principles"] == ["Một", "Hai"]


def test_who_claimed_it_goes_before_others(desk: Board) -> None:
    second = person_of(desk.living.unit, Capability.EDITOR)
    case = submit_item(page=desk.draft(), actor=desk.writer)
    claim(case=case, actor=second)
    with pytest.raises(NotYourTurnError, match=second.full_name):
        decide(case=case, actor=desk.editor, word=EDITED)
    decide(case=case, actor=second, word=EDITED)
    case.refresh_from_db()
    assert case.claimed_by is None


def test_nobody_speaks_for_two_parties_at_one_step(desk: Board) -> None:
    both = person_of(desk.living.unit, Capability.EDITOR, Capability.PUBLISHER)
    step = StepSpec(
        "Cùng duyệt",
        (
            PartySpec(capabilities=("editor",)),
            PartySpec(capabilities=("publisher",)),
        ),
    )
    route_of(desk.living.portal, step, name="Riêng", rank=1)
    case = submit_item(page=desk.draft(), actor=desk.writer)
    decide(case=case, actor=both, word=Word())
    assert not cases_awaiting(desk.editor).exists()
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=both, word=Word())
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RUNNING, 1)
    decide(case=case, actor=desk.publisher, word=Word())
    case.refresh_from_db()
    assert case.state == CaseState.APPROVED


def test_the_hour_of_release_is_the_latest_of_three(desk: Board) -> None:
    case = approved(desk, desk.draft())
    now = timezone.now()
    recall_until = now + timedelta(seconds=settings.RELEASE_RECALL_SECONDS)
    assert release_moment(case, now) == recall_until
    case.record.embargo_until = now + timedelta(days=1)
    assert release_moment(case, now) == now + timedelta(days=1)
    case.record.embargo_until = now
    assert release_moment(case, now) == recall_until


def test_a_channel_is_cleared_for_what_readers_have(desk: Board) -> None:
    route_of(desk.living.portal, TWO_STEPS[1], name="Nhóm", destination="group")
    page = desk.draft()
    with imported():
        page.get_latest_revision().publish()
    page = NewsPage.objects.get(pk=page.pk)
    case = submit_item(page=page, actor=desk.writer, destination="group")
    assert case.workflow_state is None
    decide(case=case, actor=desk.publisher, word=APPROVED)
    case.refresh_from_db()
    assert case.state == CaseState.CLEARED
    assert case.released_at is not None
    assert case.release_at is None
    assert not Waiting.objects.exists()
    assert [entry.deed for entry in entries(page)] == [
        *("submitted", "approved", "cleared"),
    ]
    assert entries(page)[-1].facts["destination"] == "group"
    assert told(case, "released") == {desk.writer.pk}


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
    assert case.workflow_state.status == "needs_changes"
    with pytest.raises(RefusedError):
        return_case(case=case, actor=desk.editor, remark="Sửa")


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


def test_a_release_says_where_and_tells_who_had_it_in_hand(desk: Board) -> None:
    page = desk.draft()
    case = approved(desk, page)
    [out] = release_due(now=timezone.now() + LATER)
    assert out == case
    case.refresh_from_db()
    assert case.state == CaseState.RELEASED
    assert case.released_at is not None
    entry = entries(page)[-1]
    assert (entry.deed, entry.actor) == ("released", desk.publisher)
    assert entry.facts["host"] == desk.living.host
    assert entry.facts["address"].endswith("/hoi-lang-dai-mo-mo-cua/")
    assert told(case, "released") == {desk.writer.pk, desk.editor.pk}
    assert release_due(now=timezone.now() + LATER) == []
    with pytest.raises(RefusedError):
        recall(case=case, actor=desk.publisher)


def test_a_release_without_everybodys_word_is_refused(desk: Board) -> None:
    page = desk.draft()
    case = approved(desk, page)
    Decision.objects.filter(position=1).delete()
    with pytest.raises(RefusedError):
        release(case=case)
    running = submit_item(page=desk.draft(title="Khác"), actor=desk.writer)
    with pytest.raises(RefusedError):
        release(case=Case.objects.with_facts().get(pk=running.pk))
    page.refresh_from_db()
    assert not page.live


def test_what_changed_before_its_hour_begins_anew(desk: Board) -> None:
    page = desk.draft()
    case = approved(desk, page)
    record = record_of(page)
    record.is_political = True
    record.save()
    assert release_due(now=timezone.now() + LATER) == []
    case.refresh_from_db()
    assert (case.state, case.position, case.round) == (CaseState.RUNNING, 1, 2)
    assert entries(page)[-1].deed == "voided"
    assert entries(page)[-1].actor is None
    assert told(case, "voided") == {desk.writer.pk, desk.editor.pk, desk.publisher.pk}
    assert not Decision.objects.filter(is_void=False).exists()


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


def test_a_change_by_autosave_in_place_voids_and_says_who(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    decide(case=case, actor=desk.editor, word=EDITED)
    before = case.content_hash
    newest = page.get_latest_revision()
    page.title = "Hội làng hoãn lại"
    page.save_revision(user=desk.writer, overwrite_revision=newest)
    case.refresh_from_db()
    assert (case.round, case.position) == (2, 1)
    assert case.revision_id == newest.pk
    assert case.content_hash != before
    entry = entries(page)[-1]
    assert (entry.deed, entry.actor) == ("voided", desk.writer)
    assert entry.actor_unit == desk.living.unit.name
    assert entry.facts["before"] == before
    assert recheck(case=case)
    assert cases_awaiting(desk.editor).get() == case


def test_an_older_revision_saved_again_voids_nothing(desk: Board) -> None:
    page = desk.draft()
    older = page.get_latest_revision()
    page.save_revision(user=desk.writer)
    case = submit_item(page=page, actor=desk.writer)
    older.save()
    case.refresh_from_db()
    assert case.round == 1


def test_a_revision_of_an_older_content_is_not_approved(desk: Board) -> None:
    page = desk.draft()
    case = submit_item(page=page, actor=desk.writer)
    type(page).objects.filter(pk=page.pk).update(draft_title="x")
    record = record_of(page)
    record.tier, record.tier_reason = "commune", "Hay"
    record.save()
    assert not recheck(case=case)
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=desk.publisher, word=APPROVED)
    record.is_sensitive = True
    record.save()
    with pytest.raises(ChangedError):
        decide(case=case, actor=desk.publisher, word=APPROVED)
    case.refresh_from_db()
    assert case.round == 3


def test_a_page_that_is_deleted_ends_its_case(desk: Board) -> None:
    page = desk.draft()
    case = approved(desk, page)
    page.delete()
    case.refresh_from_db()
    assert case.state == CaseState.OVERTAKEN
    assert case.release_at is None
    assert not Decision.objects.filter(is_void=False).exists()
    assert release_due(now=timezone.now() + LATER) == []
    assert recheck(case=case)


def test_a_new_release_overtakes_what_waits_for_a_channel(desk: Board) -> None:
    route_of(desk.living.portal, TWO_STEPS[1], name="Nhóm", destination="group")
    page = desk.draft()
    with imported():
        page.get_latest_revision().publish()
    page = NewsPage.objects.get(pk=page.pk)
    group = submit_item(page=page, actor=desk.writer, destination="group")
    with imported():
        page.get_latest_revision().publish()
    group.refresh_from_db()
    assert group.state == CaseState.RUNNING  # readers have the same
    page = NewsPage.objects.get(pk=page.pk)
    page.title = "Hội làng Đại Mỗ, ngày thứ hai"
    page.save_revision(user=desk.writer)
    case = approved(desk, page)
    assert case.destination == "portal"
    release_due(now=timezone.now() + LATER)
    group.refresh_from_db()
    assert group.state == CaseState.OVERTAKEN
    assert not Waiting.objects.exists()


def test_who_wrote_before_the_release_may_approve_what_others_write_after(
    desk: Board,
) -> None:
    page = desk.draft()
    page.save_revision(user=person_of(desk.living.unit, Capability.EDITOR))
    approved(desk, page)
    release_due(now=timezone.now() + LATER)
    page = NewsPage.objects.get(pk=page.pk)
    page.title = "Hội làng Đại Mỗ, ngày thứ hai"
    page.save_revision(user=desk.writer)
    case = submit_item(page=page, actor=desk.writer)
    assert cases_awaiting(desk.editor).get() == case


def bundled(desk: Board) -> tuple[list[NewsPage], list[Case], Any]:
    pages = [desk.draft(title=title) for title in ("Hội làng", "Hội làng, bản đồ")]
    cases = [submit_item(page=page, actor=desk.writer) for page in pages]
    bundle = make_bundle(
        portal=desk.living.portal, name="Hội", cases=cases, made_by=desk.publisher
    )
    return pages, cases, bundle


def test_a_bundle_goes_out_at_one_instant_or_waits(desk: Board) -> None:
    _pages, cases, bundle = bundled(desk)
    at = timezone.now() + LATER
    for place, case in enumerate(cases):
        decide(case=case, actor=desk.editor, word=EDITED)
        decide(case=case, actor=desk.publisher, word=APPROVED)
        if place == 0:
            assert release_due(now=at) == []
    out = release_due(now=at + LATER)
    assert {case.pk for case in out} == {case.pk for case in cases}
    moments = set(Case.objects.values_list("released_at", flat=True))
    assert moments == {at + LATER}
    bundle.refresh_from_db()
    assert bundle.released_at == at + LATER
    assert NewsPage.objects.filter(live=True).count() == 2
    assert release_due(now=at + 2 * LATER) == []


def test_one_that_changed_holds_the_whole_bundle(desk: Board) -> None:
    pages, cases, bundle = bundled(desk)
    for case in cases:
        decide(case=case, actor=desk.editor, word=EDITED)
        decide(case=case, actor=desk.publisher, word=APPROVED)
    record = record_of(pages[1])
    record.is_sensitive = True
    record.save()
    assert release_due(now=timezone.now() + LATER) == []
    states = [Case.objects.get(pk=case.pk).state for case in cases]
    assert states == [CaseState.APPROVED, CaseState.RUNNING]
    assert not NewsPage.objects.filter(live=True).exists()
    bundle.refresh_from_db()
    assert bundle.released_at is None
