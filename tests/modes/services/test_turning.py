"""What is written at the beginning and at the end of a mode, once."""

from datetime import timedelta

import pytest

from cms.jobs.work import Work
from cms.modes import tasks
from cms.modes.choices import EffectKind, ModeKind
from cms.modes.models import Effect
from cms.modes.services import end_mode, keep_books, note_effect
from tests.modes.conftest import NOW, SECOND, Clock, Province
from tests.modes.test_showing import festive

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_mode_is_opened_and_closed_once(province: Province, clock: Clock) -> None:
    mode = province.agreed(begins_at=NOW + HOUR, ends_at=NOW + 2 * HOUR)
    assert keep_books(now=NOW + HOUR - SECOND) == []
    assert keep_books(now=NOW + HOUR) == [mode]
    assert keep_books(now=NOW + HOUR + SECOND) == []
    assert keep_books(now=NOW + 2 * HOUR) == [mode]
    assert keep_books(now=NOW + 2 * HOUR + SECOND) == []


def test_what_never_began_is_never_closed(province: Province) -> None:
    mode = province.agreed(begins_at=NOW + HOUR, ends_at=NOW + 2 * HOUR)
    end_mode(mode=mode, actor=province.first)
    assert keep_books(now=NOW + 3 * HOUR) == []


def test_mourning_names_the_front_pages_that_show_less(province: Province) -> None:
    festive(province)
    mode = province.agreed(ModeKind.MOURNING)
    keep_books(now=NOW)
    effect = Effect.objects.get()
    assert (effect.kind, effect.page_id) == (EffectKind.BLOCK, province.near.home.pk)
    assert (effect.mode, effect.unit) == (mode, province.near.unit)
    keep_books(now=mode.ends_at)
    effect.refresh_from_db()
    assert effect.over_at == mode.ends_at


def test_what_is_held_is_not_over_with_the_mode(province: Province) -> None:
    mode = province.agreed(ModeKind.MOURNING)
    keep_books(now=NOW)
    held = note_effect(
        mode=mode,
        kind=EffectKind.HELD,
        unit=province.near.unit,
        page_id=province.near.section.pk,
        at=NOW,
    )
    keep_books(now=mode.ends_at)
    held.refresh_from_db()
    assert held.over_at is None


def test_the_job_keeps_the_books(province: Province) -> None:
    mode = province.agreed()
    lease = timedelta(seconds=30)
    tasks.keep_them(Work(1, tasks.BOOKS, "", None, 1, 1, "a", lease, NOW))
    mode.refresh_from_db()
    assert mode.opened_at == NOW
