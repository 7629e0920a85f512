"""When items fall due, and that nothing moves a deadline in silence."""

from datetime import date, timedelta
from typing import Any

import pytest

from cms.core.announcements import event_changed
from cms.core.models import EditorialRecord, Event
from cms.deadlines.models import Due, DueChange
from cms.deadlines.services import combine, reckon_all, save_rule
from sites.models import Unit, UnitKind
from tests.deadlines.conftest import at
from tests.factories.deadlines import board_rule_of, due_of, office_rule_of, rule_of
from tests.factories.moderation import Board, record_of, released_item
from tests.factories.portals import UnitFactory

pytestmark = pytest.mark.django_db


def changed(event: Event, actor: Any = None, **told: Any) -> int:
    """Change an event as its form does."""
    for name, value in told.items():
        setattr(event, name, value)
    event.save()
    [(_receiver, moved)] = event_changed.send(sender=Event, event=event, actor=actor)
    return int(moved or 0)


def test_both_clocks_as_the_field_counts_them(desk: Board, event: Event) -> None:
    calendar, office = rule_of(desk.living.unit), office_rule_of(desk.living.unit)
    page = desk.draft(event=event)
    assert due_of(page, calendar).due_at == at(30, 8, 15)
    due = due_of(page, office)
    assert due.due_at == at(4, 9, 10)
    assert due.starts_at == at(28, 8, 15)
    assert (due.facts["amount"], due.facts["version"]) == (12, 1)
    assert due.facts["spans"][-1] == [
        "2026-09-04T07:30:00+07:00",
        "2026-09-04T10:00:00+07:00",
    ]
    assert not DueChange.objects.exists()


def test_a_rule_counts_for_items_that_were_there_before_it(
    desk: Board, event: Event
) -> None:
    page = desk.draft(event=event)
    assert not Due.objects.exists()
    rule_of(desk.living.unit)
    assert due_of(page).due_at == at(30, 8, 15)


@pytest.mark.parametrize(
    ("told", "item", "is_due"),
    [
        ({"exempt_forms": ["tong_hop"]}, {"form": "tong_hop"}, False),
        ({"exempt_forms": ["tong_hop"]}, {"form": "tin"}, True),
        ({"forms": ["video"]}, {"form": "tin"}, False),
        ({"tiers": ["commune"]}, {}, False),
        ({"only_important": True}, {}, False),
        ({"valid_from": date(2026, 8, 29)}, {}, False),
        ({"valid_to": date(2026, 8, 28)}, {}, True),
        ({"valid_to": date(2026, 8, 27)}, {}, False),
        ({"start": "issue"}, {}, False),
    ],
)
def test_conditions_have_to_hold(
    desk: Board,
    event: Event,
    told: dict[str, Any],
    item: dict[str, Any],
    *,
    is_due: bool,
) -> None:
    rule_of(desk.living.unit, **told)
    desk.draft(event=event, **item)
    assert Due.objects.exists() is is_due


def test_only_the_named_sections_are_covered(desk: Board, event: Event) -> None:
    rule = rule_of(desk.living.unit)
    page = desk.draft(event=event)
    other = desk.living.section.get_next_sibling()
    save_rule(rule=rule, sections=[other])
    assert due_of(page).withdrawn_at is not None
    save_rule(rule=rule, sections=[desk.living.section])
    due = due_of(page)
    assert due.withdrawn_at is None
    assert [change.cause for change in due.changes.all()] == ["rule", "rule"]


def test_an_important_event_sets_the_short_time(desk: Board, event: Event) -> None:
    office_rule_of(desk.living.unit, only_important=True)
    page = desk.draft(event=event)
    assert not Due.objects.exists()
    assert changed(event, is_important=True) == 1
    assert due_of(page).due_at == at(4, 9, 10)


def test_without_an_event_the_day_shown_ends_at_midnight(desk: Board) -> None:
    rule_of(desk.living.unit)
    page = desk.draft(event_date=date(2026, 8, 28))
    assert due_of(page).due_at == at(31, 8, 0)
    assert desk.draft(title="Không có ngày").pk
    assert Due.objects.count() == 1


def test_the_first_version_may_set_the_time_off(desk: Board) -> None:
    rule_of(desk.living.unit, start="receipt")
    page = desk.draft()
    first = page.revisions.order_by("created_at")[0].created_at
    assert due_of(page).due_at == first + timedelta(days=2)
    page.save_revision()
    assert due_of(page).starts_at == first


def test_a_postponed_event_moves_the_deadline_with_a_trace(
    desk: Board, event: Event
) -> None:
    rule_of(desk.living.unit)
    page = desk.draft(event=event)
    assert changed(event, desk.editor, ends_at=at(29, 8, 15)) == 1
    due = due_of(page)
    assert due.due_at == at(31, 8, 15)
    [change] = due.changes.all()
    assert (change.cause, change.by) == ("event", desk.editor)
    assert (change.before, change.after) == (at(30, 8, 15), at(31, 8, 15))
    assert changed(event, place="Nơi khác") == 0  # nothing moved, nothing is told
    assert due.changes.count() == 1


def test_a_cancelled_event_sets_no_deadline(desk: Board, event: Event) -> None:
    rule_of(desk.living.unit)
    page = desk.draft(event=event)
    assert changed(event, status="cancelled") == 1
    due = due_of(page)
    assert due.withdrawn_at is not None
    assert not Due.objects.open().exists()
    assert due.changes.get().after is None
    assert changed(event, status="scheduled") == 1
    assert due_of(page).is_open
    assert due.changes.count() == 2


def test_what_was_reached_stays_as_it_was(desk: Board, event: Event) -> None:
    rule_of(desk.living.unit)
    page = desk.draft(event=event)
    Due.objects.update(stopped_at=at(31, 8, 9), is_late=True)
    assert changed(event, ends_at=at(31, 8, 15)) == 0
    due = due_of(page)
    assert (due.due_at, due.is_late) == (at(30, 8, 15), True)
    assert not DueChange.objects.exists()


def test_a_unit_follows_the_nearest_above_until_it_has_rules_of_its_own(
    desk: Board, event: Event
) -> None:
    province: Unit = UnitFactory.create(kind=UnitKind.PROVINCE)
    Unit.objects.filter(pk=desk.living.unit.pk).update(parent=province)
    above = rule_of(province)
    page = desk.draft(event=event)
    assert due_of(page).rule == above
    own = rule_of(desk.living.unit, amount=3)
    assert due_of(page, above).withdrawn_at is not None
    assert due_of(page, own).due_at == at(31, 8, 15)
    board = board_rule_of(province)  # the board's time is inherited by itself
    assert board.is_board_time
    assert due_of(page, own).is_open


@pytest.mark.parametrize(
    ("way", "governing"),
    [
        ("all", {"Hai ngày", "Mười hai giờ"}),
        ("earlier", {"Hai ngày"}),
        ("later", {"Mười hai giờ"}),
        ("rank", {"Mười hai giờ"}),
    ],
)
def test_rules_combine_only_as_the_setting_says(
    desk: Board, event: Event, way: str, governing: set[str]
) -> None:
    rule_of(desk.living.unit, rank=20)
    office_rule_of(desk.living.unit, rank=10)
    board_rule_of(desk.living.unit)
    page = desk.draft(event=event)
    combine(unit=desk.living.unit, combination=way)
    found = Due.objects.governing().filter(record__page_id=page.pk)
    assert set(found.values_list("rule__name", flat=True)) == governing
    other = desk.draft(title="Tin sau", event=event)
    found = Due.objects.governing().filter(record__page_id=other.pk)
    assert set(found.values_list("rule__name", flat=True)) == governing


def test_what_was_published_before_a_rule_owes_it_nothing(
    desk: Board, event: Event
) -> None:
    page = released_item(desk, event=event)
    rule_of(desk.living.unit, stop="publication")
    assert not Due.objects.exists()
    page.save_revision()
    assert not Due.objects.exists()


def test_many_items_cost_a_few_queries_each(
    desk: Board, event: Event, django_assert_max_num_queries: Any
) -> None:
    rule_of(desk.living.unit)
    office_rule_of(desk.living.unit)
    for number in range(5):
        desk.draft(title=f"Tin {number}", event=event)
    rows = EditorialRecord.objects.items()
    with django_assert_max_num_queries(8 + 4 * 5):
        assert reckon_all(records=rows, cause="item") == 0


def test_a_page_without_a_form_has_no_deadline(desk: Board) -> None:
    rule_of(desk.living.unit, start="receipt")
    desk.living.section.save_revision()
    assert not Due.objects.exists()
    assert record_of(desk.living.section).form == ""
