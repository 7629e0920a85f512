"""Mourning keeps festive items from going out, and lets them go by itself."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.core.gate import PausedError
from cms.core.models import EditorialRecord
from cms.moderation.models import Case, CaseState, Notice, NoticeKind
from cms.moderation.services import (
    make_bundle,
    publish_in_emergency,
    release_due,
    submit_item,
)
from cms.modes.choices import EffectKind, ModeKind
from cms.modes.models import Effect, Mode
from cms.modes.services import end_mode
from cms.news.models import NewsPage
from sites.models import Capability
from tests.factories.moderation import Board, approve_all, board, record_of
from tests.factories.modes import mode_on
from tests.factories.people import person_of
from tests.modes.conftest import NOW, SECOND, Clock

pytestmark = pytest.mark.django_db
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def desk(clock: Clock) -> Board:
    return board()


@pytest.fixture
def mourning(desk: Board) -> Mode:
    return mode_on(desk.living.unit, ModeKind.MOURNING, name="Quốc tang")


def festive_case(
    desk: Board, title: str = "Hội hoa xuân", *, is_festive: bool = True
) -> Case:
    page = desk.draft(title=title)
    records = EditorialRecord.objects.filter(translation_key=page.translation_key)
    records.update(is_festive=is_festive)
    return approve_all(submit_item(page=page, actor=desk.writer), desk)


def is_live(case: Case) -> bool:
    return bool(Page.objects.get(pk=case.page_id).live)


def at(clock: Clock, moment: datetime) -> list[Case]:
    """Let the worker look at a moment, with everybody's clock."""
    clock.to(moment)
    return release_due(now=timezone.now())


def test_held_once_told_once_and_out_at_its_end(
    desk: Board, mourning: Mode, clock: Clock
) -> None:
    case, other = festive_case(desk), festive_case(desk, "Họp báo", is_festive=False)
    assert at(clock, NOW + MINUTE) == [other]
    for minutes in range(2, 6):
        assert at(clock, NOW + minutes * MINUTE) == []
    case.refresh_from_db()
    assert (case.state, is_live(case)) == (CaseState.APPROVED, False)
    held = Notice.objects.filter(kind=NoticeKind.HELD, case=case)
    assert held.filter(person=desk.writer).count() == 1
    assert "Quốc tang" in held[0].remark
    effect = Effect.objects.get()
    assert (effect.kind, effect.record, effect.over_at) == (
        EffectKind.HELD,
        record_of(case.page),
        None,
    )
    assert at(clock, mourning.ends_at - SECOND) == []
    assert at(clock, mourning.ends_at) == [case]
    assert is_live(case)
    effect.refresh_from_db()
    assert effect.over_at == mourning.ends_at


def test_ended_early_it_goes_out_within_a_minute(
    desk: Board, mourning: Mode, clock: Clock
) -> None:
    case = festive_case(desk)
    assert at(clock, NOW + MINUTE) == []
    end_mode(mode=mourning, actor=mourning.made_by)
    assert at(clock, NOW + 2 * MINUTE) == [case]


def test_before_it_begins_nothing_is_held(desk: Board, clock: Clock) -> None:
    mode_on(desk.living.unit, ModeKind.MOURNING, begins=NOW + HOUR)
    case = festive_case(desk)
    assert at(clock, NOW + HOUR - SECOND) == [case]


def test_a_bundle_waits_as_a_whole(desk: Board, mourning: Mode, clock: Clock) -> None:
    cases = [festive_case(desk), festive_case(desk, "Họp báo", is_festive=False)]
    make_bundle(
        portal=desk.living.portal, name="Khai hội", cases=cases, made_by=desk.editor
    )
    assert at(clock, NOW + MINUTE) == []
    assert not any(map(is_live, cases))
    assert Effect.objects.filter(kind=EffectKind.HELD).count() == 2
    assert at(clock, mourning.ends_at) == cases


def test_no_door_lets_it_out(desk: Board, mourning: Mode) -> None:
    case = festive_case(desk)
    head = person_of(desk.living.unit, Capability.HEAD_OF_UNIT)
    with pytest.raises(PausedError, match="Quốc tang"):
        publish_in_emergency(page=case.page, actor=head, reason="Gấp")
    assert not is_live(case)


def test_what_is_out_already_stays_and_is_mended(desk: Board, clock: Clock) -> None:
    case = festive_case(desk)
    assert at(clock, NOW + MINUTE) == [case]
    mode_on(desk.living.unit, ModeKind.MOURNING)
    page = NewsPage.objects.get(pk=case.page_id)
    page.title = "Hội hoa xuân, lịch mới"
    page.save_revision(user=desk.writer)
    again = approve_all(submit_item(page=page, actor=desk.writer), desk)
    assert at(clock, NOW + 3 * MINUTE) == [again]
    assert NewsPage.objects.get(pk=case.page_id).title == "Hội hoa xuân, lịch mới"


def test_a_festival_holds_nothing(desk: Board, clock: Clock) -> None:
    mode_on(desk.living.unit, ModeKind.FESTIVAL)
    case = festive_case(desk)
    assert at(clock, NOW + MINUTE) == [case]
