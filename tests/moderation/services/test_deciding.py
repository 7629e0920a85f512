"""Consent: whose, to what, and what follows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import TaskState

from cms.evidence.models import Entry
from cms.moderation.models import Case, CaseState, Decision, Notice, Waiting
from cms.moderation.refusals import (
    ChangedError,
    MissingError,
    NotYourTurnError,
    OwnWorkError,
    RefusedError,
)
from cms.moderation.selectors import cases_awaiting, is_author
from cms.moderation.services import Word, claim, decide, reassign, submit_item
from cms.news.models import NewsPage
from cms.routes.models import Check, Destination, PartyKind, StepParty
from cms.routes.specs import PartySpec, StepSpec
from sites.models import Capability
from sites.services import end_role, grant_role
from tests.factories.moderation import (
    APPROVED,
    EDITED,
    TWO_STEPS,
    Board,
    approve_all,
    board,
    deeds_of,
    record_of,
    released_item,
    route_of,
)
from tests.factories.people import UserFactory, person_of

pytestmark = pytest.mark.django_db


def refused(case: Case) -> None:
    """Nothing was stored."""
    before = (case.state, case.position, case.round)
    case.refresh_from_db()
    assert (case.state, case.position, case.round) == before
    assert not Decision.objects.filter(case=case).exists()
    assert list(Entry.objects.values_list("deed", flat=True)) == ["submitted"]


def test_one_step_after_the_other(desk: Board, page: NewsPage, case: Case) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    case.refresh_from_db()
    assert (case.state, case.position) == (CaseState.RUNNING, 2)
    assert list(cases_awaiting(desk.editor)) == []
    assert list(cases_awaiting(desk.publisher)) == [case]
    awaited = Notice.objects.filter(kind="awaited")
    assert [notice.person for notice in awaited] == [desk.publisher]
    decide(case=case, actor=desk.publisher, word=APPROVED)
    case.refresh_from_db()
    assert case.state == CaseState.APPROVED
    assert not Notice.objects.filter(kind="awaited").exists()
    assert not NewsPage.objects.get(pk=page.pk).live
    states = TaskState.objects.order_by("pk").values_list("status", flat=True)
    assert list(states) == ["approved", "approved"]


def test_evidence_says_who_looked_at_what(desk: Board, case: Case) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    entry = Entry.objects.get(deed="approved")
    assert (entry.actor_name, entry.actor_unit, entry.content_hash) == (
        desk.editor.full_name,
        desk.living.unit.name,
        case.content_hash,
    )
    assert entry.facts["checks"] == ["content", "pictures"]
    assert entry.facts["declares_secrecy"] is False


def test_whose_turn_it_is_not(desk: Board, case: Case) -> None:
    for person in (desk.publisher, desk.writer, UserFactory.create()):
        with pytest.raises(NotYourTurnError):
            decide(case=case, actor=person, word=APPROVED)
    refused(case)


def test_a_superuser_has_no_turn(desk: Board, case: Case) -> None:
    keeper = UserFactory.create(is_superuser=True)
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=keeper, word=EDITED)
    refused(case)


def test_four_eyes(desk: Board) -> None:
    second = person_of(desk.living.unit, Capability.EDITOR)
    page = desk.draft()
    page.save_revision(user=desk.editor)
    page.save_revision(user=desk.writer)
    case = submit_item(page=page, actor=desk.writer)
    assert list(cases_awaiting(desk.editor)) == []
    assert list(cases_awaiting(second)) == [case]
    with pytest.raises(OwnWorkError):
        decide(case=case, actor=desk.editor, word=EDITED)
    refused(case)


def test_what_was_released_is_nobodys_own_any_more(desk: Board) -> None:
    page = released_item(desk)
    page.title = "Hội làng: sửa giờ"
    page.save_revision(user=desk.publisher)
    second = person_of(desk.living.unit, Capability.PUBLISHER)
    case = submit_item(page=page, actor=desk.publisher)
    decide(case=case, actor=desk.editor, word=EDITED)
    with pytest.raises(OwnWorkError):
        decide(case=case, actor=desk.publisher, word=APPROVED)
    decide(case=case, actor=second, word=APPROVED)


def test_to_a_channel_what_one_wrote_is_ones_own_for_ever(desk: Board) -> None:
    """What readers have was approved for the portal; nobody approved it for a channel."""
    living, zalo = desk.living, Destination.ZALO
    route_of(living.portal, TWO_STEPS[1], name="Zalo", destination=zalo)
    both = person_of(living.unit, Capability.EDITOR, Capability.PUBLISHER)
    wrote = replace(desk, writer=both)
    page = released_item(wrote)
    case = submit_item(page=page, actor=both, destination=zalo)
    assert is_author(both, case)
    assert not cases_awaiting(both).exists()
    assert list(cases_awaiting(desk.publisher)) == [case]
    assert set(
        case.notices.filter(kind="awaited").values_list("person", flat=True)
    ) == {desk.publisher.pk}
    with pytest.raises(OwnWorkError):
        decide(case=case, actor=both, word=APPROVED)
    with pytest.raises(RefusedError):
        reassign(case=case, actor=desk.publisher, person=both)
    assert not Decision.objects.filter(case=case).exists()
    decide(case=case, actor=desk.publisher, word=APPROVED)
    case.refresh_from_db()
    assert case.state == CaseState.CLEARED


def test_a_channel_that_waits_only_for_the_author_is_refused(desk: Board) -> None:
    living, zalo = desk.living, Destination.ZALO
    mine = PartySpec(kind=PartyKind.PERSON, person=desk.writer.username)
    route_of(living.portal, StepSpec("Đăng", (mine,)), name="Zalo", destination=zalo)
    page = released_item(desk)
    with pytest.raises(RefusedError, match="Đăng"):
        submit_item(page=page, actor=desk.writer, destination=zalo)
    assert not Case.objects.filter(destination=zalo).exists()


def test_all_that_is_missing_is_told_at_once(desk: Board, case: Case) -> None:
    with pytest.raises(MissingError) as caught:
        decide(case=case, actor=desk.editor, word=Word())
    assert len(caught.value.faults) == 2
    with pytest.raises(MissingError) as caught:
        decide(case=case, actor=desk.editor, word=Word(checks=("pictures",)))
    assert len(caught.value.faults) == 1
    refused(case)


def test_principles_and_the_declaration_count_too() -> None:
    party = PartySpec(
        capabilities=(Capability.PUBLISHER,),
        principles=("Đúng định hướng", "Đồng thuận xã hội"),
        declares_secrecy=True,
    )
    desk = board(StepSpec("Duyệt", (party,)))
    case = submit_item(page=desk.draft(), actor=desk.writer)
    with pytest.raises(MissingError) as caught:
        decide(case=case, actor=desk.publisher, word=Word(principles=(0,)))
    assert len(caught.value.faults) == 2
    assert "Đồng thuận xã hội" in caught.value.faults[0]
    assert "Đúng định hướng" not in caught.value.faults[0]
    word = Word(principles=(0, 1), declares_secrecy=True)
    assert decide(case=case, actor=desk.publisher, word=word).state == "approved"
    facts = Entry.objects.get(deed="approved").facts
    assert facts["principles"] == ["Đúng định hướng", "Đồng thuận xã hội"]
    assert facts["declares_secrecy"] is True


def test_a_second_word_for_the_same_party_is_refused(desk: Board, case: Case) -> None:
    second = person_of(desk.living.unit, Capability.EDITOR)
    decide(case=case, actor=desk.editor, word=EDITED)
    for person in (desk.editor, second):
        with pytest.raises(NotYourTurnError):
            decide(case=case, actor=person, word=EDITED)
    assert Decision.objects.count() == 1


def test_all_parties_of_a_step_in_any_order() -> None:
    content = PartySpec(capabilities=(Capability.EDITOR,), checks=(Check.CONTENT,))
    pictures = PartySpec(
        capabilities=(Capability.MEDIA_KEEPER,), checks=(Check.PICTURES,)
    )
    desk = board(StepSpec("Kiểm tra", (content, pictures)))
    keeper = person_of(desk.living.unit, Capability.MEDIA_KEEPER)
    case = submit_item(page=desk.draft(), actor=desk.writer)
    decide(case=case, actor=keeper, word=Word(checks=("pictures",)))
    case.refresh_from_db()
    assert case.state == CaseState.RUNNING
    assert list(cases_awaiting(keeper)) == []
    assert list(cases_awaiting(desk.editor)) == [case]
    decide(case=case, actor=desk.editor, word=Word(checks=("content",)))
    case.refresh_from_db()
    assert case.state == CaseState.APPROVED


def test_nobody_speaks_for_two_parties_of_a_step() -> None:
    both = PartySpec(capabilities=(Capability.EDITOR,))
    desk = board(StepSpec("Hai người", (both, both)))
    case = submit_item(page=desk.draft(), actor=desk.writer)
    decide(case=case, actor=desk.editor, word=Word())
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=desk.editor, word=Word())
    assert Decision.objects.count() == 1


def test_who_lost_the_role_decides_no_more(desk: Board, case: Case) -> None:
    end_role(assignment=desk.editor.role_assignments.get())
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=desk.editor, word=EDITED)
    refused(case)


def test_what_somebody_else_claimed(desk: Board, case: Case) -> None:
    second = person_of(desk.living.unit, Capability.EDITOR)
    claim(case=case, actor=second)
    with pytest.raises(NotYourTurnError, match=second.full_name):
        decide(case=case, actor=desk.editor, word=EDITED)
    claim(case=case, actor=desk.editor)
    decide(case=case, actor=desk.editor, word=EDITED)


def test_a_change_of_desk_data_is_seen_by_the_next_word(
    desk: Board, page: NewsPage, case: Case
) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    record = record_of(page)
    record.is_sensitive = True
    record.save()
    with pytest.raises(ChangedError):
        decide(case=case, actor=desk.publisher, word=APPROVED)
    case.refresh_from_db()
    assert (case.state, case.position, case.round) == (CaseState.RUNNING, 1, 2)
    assert deeds_of(page) == ["submitted", "approved", "voided"]
    assert not Decision.objects.filter(is_void=False).exists()
    approve_all(case, desk)
    assert case.state == CaseState.APPROVED


def test_a_channel_is_cleared_at_once_and_nothing_else_happens(desk: Board) -> None:
    route_of(
        desk.living.portal,
        TWO_STEPS[1],
        name="Fanpage",
        destination=Destination.FANPAGE,
    )
    page = released_item(desk)
    case = submit_item(page=page, actor=desk.editor, destination="fanpage")
    decide(case=case, actor=desk.publisher, word=APPROVED)
    case.refresh_from_db()
    assert case.state == CaseState.CLEARED
    assert deeds_of(page)[-2:] == ["approved", "cleared"]


def test_an_embargo_holds_the_release(desk: Board, page: NewsPage) -> None:
    until = timezone.now() + timedelta(hours=5)
    record = record_of(page)
    record.embargo_until = until
    record.save()
    case = approve_all(submit_item(page=page, actor=desk.writer), desk)
    assert case.release_at == until


def test_the_liable_person_confirms() -> None:
    desk = board(StepSpec("Xác nhận", (PartySpec(kind=PartyKind.LIABLE),)))
    page = desk.draft()
    record = record_of(page)
    record.liable_person = desk.publisher
    record.save()
    case = submit_item(page=page, actor=desk.writer)
    with pytest.raises(NotYourTurnError):
        decide(case=case, actor=desk.editor, word=Word())
    decide(case=case, actor=desk.publisher, word=Word())
    case.refresh_from_db()
    assert case.state == CaseState.APPROVED


def test_a_form_opened_before_a_change_counts_for_nothing(
    desk: Board, page: NewsPage, case: Case
) -> None:
    seen = case.content_hash
    page.title = "Hội làng Đại Mỗ hoãn lại"
    page.save_revision(user=desk.writer)
    with pytest.raises(RefusedError, match="đã thay đổi từ khi bạn mở"):
        decide(case=case, actor=desk.editor, word=replace(EDITED, seen=seen))
    assert not Decision.objects.exists()


def test_a_form_of_one_step_sent_twice_is_no_word_at_the_next(
    desk: Board, case: Case
) -> None:
    grant_role(user=desk.editor, unit=desk.living.unit, capability=Capability.PUBLISHER)
    party = StepParty.objects.get(step__version=case.route_version, step__position=1)
    word = replace(EDITED, party=party.pk, declares_secrecy=True)
    decide(case=case, actor=desk.editor, word=word)
    with pytest.raises(NotYourTurnError, match="đã sang bước khác"):
        decide(case=case, actor=desk.editor, word=word)
    assert Decision.objects.count() == 1


def test_what_a_step_does_not_ask_is_not_declared(desk: Board, case: Case) -> None:
    decide(case=case, actor=desk.editor, word=replace(EDITED, declares_secrecy=True))
    assert Entry.objects.get(deed="approved").facts["declares_secrecy"] is False


def test_approved_it_is_nobodys_any_more(desk: Board, case: Case) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    claim(case=case, actor=desk.publisher)
    decide(case=case, actor=desk.publisher, word=APPROVED)
    case.refresh_from_db()
    assert (case.state, case.claimed_by) == (CaseState.APPROVED, None)
    assert not Waiting.objects.exists()
