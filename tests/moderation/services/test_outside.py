"""Reviewers from outside: a signed link, until a moment, to read and comment."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.evidence.models import Entry
from cms.moderation.models import Advice, Case, Consultation, Notice
from cms.moderation.refusals import MissingError, RefusedError
from cms.moderation.services import (
    advise,
    ask_outside,
    consultation_of,
    note_opening,
    pass_of,
    revoke,
)
from cms.news.models import NewsPage
from tests.factories.moderation import Board, deeds_of

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def asked(desk: Board, case: Case) -> Consultation:
    return ask_outside(
        case=case,
        actor=desk.editor,
        name=" TS. Lê Văn Hòa ",
        organisation="Viện Sử học",
        expires_at=timezone.now() + DAY,
    )


def test_a_link_opens_until_it_expires(asked: Consultation) -> None:
    token = pass_of(asked)
    assert consultation_of(token) == asked
    assert consultation_of(token + "x") is None
    assert asked.name == "TS. Lê Văn Hòa"
    Consultation.objects.update(expires_at=timezone.now())
    assert consultation_of(token) is None


def test_a_revoked_link_opens_nothing(asked: Consultation) -> None:
    token = pass_of(asked)
    revoke(consultation=asked)
    first = Consultation.objects.get().revoked_at
    assert consultation_of(token) is None
    revoke(consultation=asked)
    assert Consultation.objects.get().revoked_at == first
    with pytest.raises(RefusedError):
        advise(consultation=asked, text="Muộn")
    assert not Advice.objects.exists()


def test_opened_is_noted_once(asked: Consultation) -> None:
    note_opening(consultation=asked)
    first = Consultation.objects.get().opened_at
    note_opening(consultation=asked)
    assert first is not None
    assert Consultation.objects.get().opened_at == first


def test_what_is_said_reaches_the_desk(
    desk: Board, page: NewsPage, asked: Consultation
) -> None:
    advise(consultation=asked, text=" Năm 1911, không phải 1912. ")
    assert Advice.objects.get().text == "Năm 1911, không phải 1912."
    entry = Entry.objects.get(deed="advised")
    assert (entry.actor, entry.facts["name"]) == (None, "TS. Lê Văn Hòa")
    assert deeds_of(page) == ["submitted", "consulted", "advised"]
    told = Notice.objects.filter(kind="commented").values_list("person", flat=True)
    assert set(told) == {desk.writer.pk, desk.editor.pk}
    with pytest.raises(MissingError):
        advise(consultation=asked, text=" ")
    with pytest.raises(RefusedError):
        advise(consultation=asked, text="x" * 10_001)
    assert Advice.objects.count() == 1


def test_refused_with_every_fault(desk: Board, case: Case) -> None:
    now = timezone.now()
    case.record.embargo_until = now + DAY
    case.record.save()
    with pytest.raises(RefusedError) as caught:
        ask_outside(case=case, actor=desk.editor, name=" ", expires_at=now + 31 * DAY)
    assert len(caught.value.faults) == 3
    assert not Consultation.objects.exists()
