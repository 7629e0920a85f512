"""Rules of deadlines, as the two source plans have them."""

from datetime import date
from typing import Any

from wagtail.models import Page

from cms.deadlines.models import DeadlineRule, Due
from cms.deadlines.services import save_rule
from sites.models import Unit


def rule_of(unit: Unit, **told: Any) -> DeadlineRule:
    """Put a rule in force: two calendar days from the event to the first submission."""
    named: dict[str, Any] = {
        "name": "Hai ngày",
        "start": "event_end",
        "stop": "submission",
        "clock": "calendar",
        "amount": 2,
        "valid_from": date(2026, 1, 1),
        **told,
    }
    rule = DeadlineRule(unit=unit, **named)
    save_rule(rule=rule)
    return rule


def office_rule_of(unit: Unit, **told: Any) -> DeadlineRule:
    """Put a rule in force: twelve office hours."""
    named = {"name": "Mười hai giờ", "clock": "office", "amount": 12, **told}
    return rule_of(unit, **named)


def board_rule_of(unit: Unit, **told: Any) -> DeadlineRule:
    """Put a rule in force: eight office hours for the board to decide."""
    named = {"name": "Ban biên tập", "start": "submission", "stop": "approval", **told}
    return office_rule_of(unit, **{"amount": 8, **named})


def due_of(page: Page, rule: DeadlineRule | None = None) -> Due:
    """Return the only due of an item, or the newest by a rule."""
    rows = Due.objects.filter(record__page_id=page.pk)
    return rows.get() if rule is None else rows.filter(rule=rule).latest("turn")
