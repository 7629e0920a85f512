"""Days decided otherwise: what is open is counted anew, and how many is told."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cms.core.models import Event
from cms.deadlines.models import DayOverride
from cms.deadlines.services import decide_day, withdraw_day
from sites.models import Unit, UnitKind
from tests.deadlines.conftest import at
from tests.factories.deadlines import due_of, office_rule_of, rule_of
from tests.factories.moderation import Board
from tests.factories.portals import UnitFactory

pytestmark = pytest.mark.django_db

STORM = "Công điện 12/CĐ-UBND: nghỉ tránh bão"


def override(unit: Unit | None, **told: object) -> DayOverride:
    named = {"day": date(2026, 9, 3), "decision": STORM, **told}
    return DayOverride(unit=unit, **named)


def test_a_day_off_moves_what_is_open_and_withdrawing_it_moves_it_back(
    desk: Board, event: Event
) -> None:
    rule = office_rule_of(desk.living.unit)
    calendar = rule_of(desk.living.unit)
    page = desk.draft(event=event)
    day = override(desk.living.unit)
    assert decide_day(override=day, actor=desk.editor) == 1
    assert due_of(page, rule).due_at == at(7, 9, 10)
    assert due_of(page, calendar).due_at == at(30, 8, 15)
    assert withdraw_day(override=day, actor=desk.editor) == 1
    due = due_of(page, rule)
    assert due.due_at == at(4, 9, 10)
    back, away = due.changes.all()
    assert (away.cause, away.by) == ("days", desk.editor)
    assert STORM in away.detail
    assert (back.before, back.after) == (at(7, 9, 10), at(4, 9, 10))


def test_a_worked_day_brings_it_forward(desk: Board, event: Event) -> None:
    rule = office_rule_of(desk.living.unit)
    page = desk.draft(event=event)
    worked = override(None, day=date(2026, 8, 31), is_working=True)
    assert decide_day(override=worked) == 1
    assert due_of(page, rule).due_at == at(3, 9, 10)


def test_the_nearest_units_word_counts(desk: Board, event: Event) -> None:
    province: Unit = UnitFactory.create(kind=UnitKind.PROVINCE)
    Unit.objects.filter(pk=desk.living.unit.pk).update(parent=province)
    rule = office_rule_of(desk.living.unit)
    page = desk.draft(event=event)
    assert decide_day(override=override(province)) == 1
    assert due_of(page, rule).due_at == at(7, 9, 10)
    own = override(desk.living.unit, is_working=True, decision="Trực")
    assert decide_day(override=own) == 1
    assert due_of(page, rule).due_at == at(4, 9, 10)
    assert decide_day(override=override(UnitFactory.create())) == 0


def test_a_day_is_decided_once(desk: Board) -> None:
    for unit in (desk.living.unit, None):
        decide_day(override=override(unit))
        with pytest.raises(ValidationError):
            decide_day(override=override(unit, is_working=True))
    assert DayOverride.objects.count() == 2
