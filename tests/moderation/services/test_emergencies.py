"""Past the route on one's own responsibility, and the approval after the fact."""

import pytest
from django.test import override_settings
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from cms.evidence.models import Entry
from cms.moderation.models import Case, CaseState, Decision, Notice, Waiting
from cms.moderation.refusals import (
    MissingError,
    NotYourTurnError,
    OwnWorkError,
    RefusedError,
)
from cms.moderation.services import (
    confirm_emergency,
    decide,
    publish_in_emergency,
    retire,
    submit_item,
)
from cms.news.models import NewsPage
from sites.models import Capability
from tests.factories.moderation import (
    EDITED,
    TWO_STEPS,
    Board,
    deeds_of,
    record_of,
    released_item,
    route_of,
)
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db

FLOOD = "Lũ về trong đêm, phải báo dân ngay"


def out(page: NewsPage, desk: Board) -> Case:
    head = person_of(desk.living.unit, Capability.HEAD_OF_UNIT)
    return publish_in_emergency(page=page, actor=head, reason=FLOOD)


@override_settings(EMERGENCY_CONFIRM_HOURS=2)
def test_out_at_once_and_waiting_for_approval(desk: Board, page: NewsPage) -> None:
    case = out(page, desk)
    page.refresh_from_db()
    assert page.live
    assert case.state == CaseState.RELEASED
    assert case.confirm_by is not None
    assert 7190 < (case.confirm_by - timezone.now()).total_seconds() <= 7200
    assert list(Case.objects.unconfirmed()) == [case]
    entry = Entry.objects.get()
    assert (entry.deed, entry.remark) == ("emergency", FLOOD)
    assert [n.person for n in Notice.objects.all()] == [desk.publisher]


def test_what_was_under_way_is_overtaken(
    desk: Board, page: NewsPage, case: Case
) -> None:
    assert out(page, desk).pk == case.pk
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
    assert deeds_of(page) == ["submitted", "emergency"]


def test_approved_after_the_fact_by_the_last_step(desk: Board, page: NewsPage) -> None:
    case = out(page, desk)
    for person, refusal in (
        (case.submitted_by, OwnWorkError),
        (desk.writer, OwnWorkError),
        (desk.editor, NotYourTurnError),
        (UserFactory.create(is_superuser=True), NotYourTurnError),
    ):
        with pytest.raises(refusal):
            confirm_emergency(case=case, actor=person)
    assert list(Case.objects.unconfirmed()) == [case]
    confirm_emergency(case=case, actor=desk.publisher, remark="Đồng ý")
    assert not Case.objects.unconfirmed().exists()
    assert deeds_of(page) == ["emergency", "confirmed"]
    with pytest.raises(RefusedError):
        confirm_emergency(case=case, actor=desk.publisher)


def test_a_reason_is_demanded(desk: Board, page: NewsPage) -> None:
    keeper = UserFactory.create(is_superuser=True)
    with pytest.raises(MissingError):
        publish_in_emergency(page=page, actor=keeper, reason=" ")
    page.refresh_from_db()
    assert not page.live
    assert not Case.objects.exists()


def test_not_by_everybody(desk: Board, page: NewsPage) -> None:
    elsewhere = person_of(living_portal().unit, Capability.HEAD_OF_UNIT)
    for person in (desk.writer, desk.editor, desk.publisher, elsewhere):
        with pytest.raises(NotYourTurnError):
            publish_in_emergency(page=page, actor=person, reason=FLOOD)
    page.refresh_from_db()
    assert not page.live
    assert not Entry.objects.exists()


def test_nobody_is_waited_for_any_more(desk: Board, page: NewsPage, case: Case) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    before = timezone.now()
    case = out(page, desk)
    case.refresh_from_db()
    assert not Waiting.objects.exists()
    assert not Decision.objects.filter(is_void=False).exists()
    assert (case.state, case.position, case.round) == (CaseState.RELEASED, 2, 1)
    assert (case.release_at, case.emergency_reason) == (None, FLOOD)
    assert case.released_at is not None
    assert before < case.released_at <= timezone.now()
    assert case.submitted_by.pk == Entry.objects.latest("pk").actor_id


def test_a_case_of_its_own_says_what_and_how(desk: Board, page: NewsPage) -> None:
    case = out(page, desk)
    case.refresh_from_db()
    assert (case.language, case.subject, case.destination) == ("vi", "item", "portal")
    assert (case.unit, case.revision_id) == (desk.living.unit, page.latest_revision_id)
    assert len(case.content_hash) == 64
    assert Entry.objects.get().content_hash == case.content_hash
    head = case.submitted_by
    assert set(case.barred.all()) == {desk.writer, head}


def test_what_waits_for_a_channel_is_another_case(desk: Board) -> None:
    route_of(desk.living.portal, TWO_STEPS[1], name="Nhóm", destination="zalo")
    page = released_item(desk)
    channel = submit_item(page=page, actor=desk.editor, destination="zalo")
    assert out(page, desk).pk != channel.pk
    channel.refresh_from_db()
    assert (channel.state, channel.destination) == (CaseState.RUNNING, "zalo")


@pytest.mark.parametrize("lacking", ["record", "revision", "route"])
def test_what_is_not_ready_is_not_let_out(
    desk: Board, page: NewsPage, lacking: str
) -> None:
    words = _("There is nothing to publish yet: save the item first.")
    if lacking == "record":
        record_of(page).delete()
    elif lacking == "revision":
        NewsPage.objects.filter(pk=page.pk).update(latest_revision=None)
        page = NewsPage.objects.get(pk=page.pk)
    else:
        retire(route=desk.living.portal.routes.get())
        words = _("No route of approval covers this.")
    with pytest.raises(RefusedError) as refusal:
        out(page, desk)
    assert refusal.value.faults == [words]
    assert not Case.objects.exists()
    assert not Entry.objects.exists()


def test_who_wrote_is_neither_asked_nor_heard(desk: Board, page: NewsPage) -> None:
    second = person_of(desk.living.unit, Capability.PUBLISHER)
    page.save_revision(user=desk.publisher)
    case = out(page, desk)
    asked = Notice.objects.filter(kind="emergency").values_list("person", flat=True)
    assert list(asked) == [second.pk]
    with pytest.raises(OwnWorkError):
        confirm_emergency(case=case, actor=desk.publisher)
    confirm_emergency(case=case, actor=second)


def test_only_what_was_let_out_is_approved_after_the_fact(
    desk: Board, page: NewsPage, case: Case
) -> None:
    with pytest.raises(RefusedError) as refusal:
        confirm_emergency(case=case, actor=desk.publisher)
    assert len(refusal.value.faults) == 1
    assert deeds_of(page) == ["submitted"]
    case = out(page, desk)
    Case.objects.filter(pk=case.pk).update(page=None)
    with pytest.raises(NotYourTurnError):
        confirm_emergency(case=case, actor=desk.publisher)
    assert Case.objects.get().confirmed_by is None
