"""Saying why: only where a rule takes a reason."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from cms.core.models import EditorialRecord
from cms.quality.models import Explanation
from cms.quality.services.explanations import explain
from cms.users.models import User

pytestmark = pytest.mark.django_db
SAID = {"code": "source_official", "subject": "blog.example"}


def test_a_later_reason_takes_the_place_of_the_first_and_both_are_told(
    record: EditorialRecord, editor: User, keeper: User
) -> None:
    explain(record=record, reason=" Bài của cơ quan bạn ", actor=editor, **SAID)
    explain(record=record, reason="Đã xin phép", actor=keeper, **SAID)
    (kept,) = Explanation.objects.all()
    assert (kept.reason, kept.given_by) == ("Đã xin phép", keeper)
    told = ModelLogEntry.objects.filter(action="dinh.explain_rule")
    assert {entry.data["reason"] for entry in told} == {
        "Bài của cơ quan bạn",
        "Đã xin phép",
    }


@pytest.mark.parametrize(
    "values",
    [
        {"code": "placeholder", "subject": "x", "reason": "Vì"},
        {"code": "khong-co", "subject": "x", "reason": "Vì"},
        {**SAID, "reason": "   "},
        {"code": "source_official", "subject": "", "reason": "Vì"},
    ],
)
def test_other_reasons_are_refused(
    record: EditorialRecord, editor: User, values: dict[str, str]
) -> None:
    with pytest.raises(ValidationError):
        explain(record=record, actor=editor, **values)
    assert not Explanation.objects.exists()
