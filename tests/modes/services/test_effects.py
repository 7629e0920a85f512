"""What modes did is written down once, and names no words."""

import pytest

from cms.modes.choices import EffectKind, ModeKind
from cms.modes.models import Effect
from cms.modes.services import note_effect, note_let_out, note_pause
from tests.factories.moderation import record_of
from tests.factories.news import NewsPageFactory
from tests.modes.conftest import NOW, SECOND, Province

pytestmark = pytest.mark.django_db


def test_once_however_often(province: Province) -> None:
    mode = province.agreed(ModeKind.MOURNING)
    page = NewsPageFactory.create(parent=province.near.section, draft=True)
    record = record_of(page)
    first = note_pause(record=record, page=page, at=NOW)
    assert first is not None
    assert (first.mode, first.kind, first.unit) == (mode, "held", province.near.unit)
    assert note_pause(record=record, page=page, at=NOW + SECOND) == first
    assert Effect.objects.get().began_at == NOW

    assert note_let_out(page_id=page.pk, at=NOW + SECOND) == 1
    assert note_let_out(page_id=page.pk, at=NOW + 2 * SECOND) == 0
    assert Effect.objects.get().over_at == NOW + SECOND

    again = note_effect(
        mode=mode, kind=EffectKind.HELD, unit=first.unit, page_id=page.pk, at=NOW
    )
    assert (again, again.over_at) == (first, None)


def test_nothing_where_nobody_mourns(province: Province) -> None:
    page = NewsPageFactory.create(parent=province.elsewhere.section)
    province.agreed(ModeKind.MOURNING)
    assert note_pause(record=record_of(page), page=page, at=NOW) is None
    assert not Effect.objects.exists()
