"""Rules are checked as a whole, and count a version with every change."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cms.core.models import Event
from cms.deadlines.models import DeadlineRule
from cms.deadlines.services import save_rule
from tests.deadlines.conftest import at
from tests.factories.deadlines import due_of, rule_of
from tests.factories.moderation import Board

pytestmark = pytest.mark.django_db


def test_a_changed_rule_counts_anew_and_says_so(desk: Board, event: Event) -> None:
    rule = rule_of(desk.living.unit)
    page = desk.draft(event=event)
    rule.amount = 5
    assert save_rule(rule=rule, actor=desk.editor) == 1
    due = due_of(page)
    assert due.due_at == at(2, 9, 15)
    assert due.facts["version"] == rule.version == 2
    change = due.changes.get()
    assert (change.cause, change.detail, change.by) == ("rule", "Hai ngày", desk.editor)


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ({"amount": 0, "name": ""}, {"amount", "name"}),
        ({"valid_to": date(2025, 1, 1)}, {"__all__"}),
        ({"start": "submission"}, {"__all__"}),
        ({"forms": ["tin"], "exempt_forms": ["tin"]}, {"exempt_forms"}),
    ],
)
def test_faults_are_told_and_nothing_is_stored(
    desk: Board, told: dict[str, object], fields: set[str]
) -> None:
    with pytest.raises(ValidationError) as refused:
        rule_of(desk.living.unit, **told)
    assert set(refused.value.message_dict) == fields
    assert not DeadlineRule.objects.exists()
