"""Past the route on one's own responsibility, and the approval after the fact."""

import pytest
from django.test import override_settings
from django.utils import timezone
from wagtail.models import WorkflowState

from cms.evidence.models import Entry
from cms.moderation.models import Case, CaseState, Notice
from cms.moderation.refusals import (
    MissingError,
    NotYourTurnError,
    OwnWorkError,
    RefusedError,
)
from cms.moderation.services import confirm_emergency, publish_in_emergency
from cms.news.models import NewsPage
from sites.models import Capability
from tests.factories.moderation import Board, deeds_of
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
