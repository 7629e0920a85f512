"""Several items at one instant."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.moderation.models import Bundle, Case, CaseState
from cms.moderation.refusals import RefusedError
from cms.moderation.services import (
    dissolve_bundle,
    leave_bundle,
    make_bundle,
    release_due,
    submit_item,
)
from cms.news.models import NewsPage
from tests.factories.moderation import Board, approve_all, board, record_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(desk: Board) -> list[Case]:
    pages = [desk.draft(title=f"Tin số {number}") for number in range(2)]
    return [submit_item(page=page, actor=desk.writer) for page in pages]


def bind(desk: Board, cases: list[Case], **told: Any) -> Bundle:
    named: dict[str, Any] = {"name": "Khai mạc", **told}
    return make_bundle(
        portal=desk.living.portal, cases=cases, made_by=desk.editor, **named
    )


def test_none_before_all(desk: Board, cases: list[Case]) -> None:
    bundle = bind(desk, cases)
    later = timezone.now() + timedelta(minutes=1)
    approve_all(cases[0], desk)
    assert release_due(now=later) == []
    approve_all(cases[1], desk)
    assert release_due(now=later) == cases
    for case in cases:
        case.refresh_from_db()
    assert [case.released_at for case in cases] == [later, later]
    bundle.refresh_from_db()
    assert bundle.released_at == later
    assert release_due(now=later) == []


def test_not_before_its_hour(desk: Board, cases: list[Case]) -> None:
    hour = timezone.now() + timedelta(hours=3)
    bind(desk, cases, release_at=hour)
    for case in cases:
        approve_all(case, desk)
    assert release_due(now=hour - timedelta(seconds=1)) == []
    assert release_due(now=hour) == cases


def test_one_that_changed_holds_all(desk: Board, cases: list[Case]) -> None:
    bind(desk, cases)
    for case in cases:
        approve_all(case, desk)
    page = NewsPage.objects.get(pk=cases[1].page_id)
    record = record_of(page)
    record.is_sensitive = True
    record.save()
    assert release_due(now=timezone.now() + timedelta(minutes=1)) == []
    states = Case.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [CaseState.APPROVED, CaseState.RUNNING]
    assert not NewsPage.objects.live().exists()


def test_left_and_dissolved(desk: Board, cases: list[Case]) -> None:
    bundle = bind(desk, cases)
    approve_all(cases[0], desk)
    leave_bundle(case=cases[0])
    later = timezone.now() + timedelta(minutes=1)
    assert release_due(now=later) == [cases[0]]
    dissolve_bundle(bundle=bundle)
    approve_all(cases[1], desk)
    assert release_due(now=later) == [cases[1]]


def test_a_released_bundle_stays(desk: Board, cases: list[Case]) -> None:
    bundle = bind(desk, cases)
    for case in cases:
        approve_all(case, desk)
    release_due(now=timezone.now() + timedelta(minutes=1))
    with pytest.raises(RefusedError):
        dissolve_bundle(bundle=bundle)
    assert Bundle.objects.get() == bundle


def test_refused_with_every_fault(desk: Board, cases: list[Case]) -> None:
    other = board()
    foreign = submit_item(page=other.draft(), actor=other.writer)
    past = timezone.now() - timedelta(seconds=1)
    with pytest.raises(RefusedError) as caught:
        bind(desk, [foreign], name=" ", release_at=past)
    assert len(caught.value.faults) == 4
    assert not Bundle.objects.exists()
    bind(desk, cases)
    with pytest.raises(RefusedError) as caught:
        bind(desk, cases)
    assert len(caught.value.faults) == 2
    assert Bundle.objects.count() == 1
