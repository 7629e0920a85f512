"""The editorial record: its permanent address and its rules."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from cms.core.models import EditorialRecord
from cms.core.models.record import CODE_ALPHABET, CODE_LENGTH, new_code
from cms.evidence.kinds import Deed
from cms.evidence.services import enter
from tests.factories.people import UserFactory
from tests.factories.portals import UnitFactory

REVISED = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def make_record(**values: Any) -> EditorialRecord:
    values.setdefault("unit", UnitFactory.create())
    return EditorialRecord.objects.create(
        translation_key=uuid4(),
        page_id=1,
        title="Hội làng",
        **{"revised_at": REVISED, **values},
    )


def test_a_code_is_ten_characters_nobody_confuses() -> None:
    assert CODE_LENGTH == 10
    assert not set("ilou") & set(CODE_ALPHABET)
    assert len(set(CODE_ALPHABET)) == 32
    assert all(re.fullmatch(f"[{CODE_ALPHABET}]{{10}}", new_code()) for _ in range(50))


def test_codes_are_random() -> None:
    """50 bits: a thousand of them collide once in two thousand million times."""
    assert len({new_code() for _ in range(1_000)}) == 1_000


@pytest.mark.django_db
def test_every_record_has_codes_of_its_own() -> None:
    first, second = make_record(), make_record()
    assert first.code != second.code
    assert first.public_id != second.public_id
    with pytest.raises(IntegrityError), transaction.atomic():
        make_record(code=first.code)


@pytest.mark.django_db
def test_an_item_has_one_record() -> None:
    first = make_record()
    with pytest.raises(IntegrityError), transaction.atomic():
        EditorialRecord.objects.create(
            translation_key=first.translation_key,
            unit=first.unit,
            page_id=2,
            title="Hai",
            revised_at=REVISED,
        )


@pytest.mark.django_db
@pytest.mark.parametrize("tier", ["district", "commune", "grassroots"])
def test_a_lower_tier_needs_a_reason(tier: str) -> None:
    """ORG-04."""
    record = make_record(tier=tier, tier_reason="Cách làm đáng nhân rộng.")
    record.tier_reason = ""
    with pytest.raises(ValidationError) as refusal:
        record.validate_constraints()
    assert refusal.value.messages == [
        _("An item of a district, a commune or below needs a reason why it was chosen.")
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()
    record.refresh_from_db()
    assert record.tier_reason == "Cách làm đáng nhân rộng."


@pytest.mark.django_db
def test_the_province_needs_no_reason() -> None:
    assert make_record().tier == "province"


@pytest.mark.django_db
def test_records_are_listed_by_their_last_change() -> None:
    older = make_record()
    newer = make_record(revised_at=REVISED + timedelta(minutes=1))
    assert list(EditorialRecord.objects.all()) == [newer, older]
    assert str(newer) == "Hội làng"


@pytest.mark.django_db
def test_who_is_liable_cannot_be_deleted() -> None:
    """ROLE-17."""
    person = UserFactory.create()
    make_record(liable_person=person)
    with pytest.raises(ProtectedError):
        person.delete()


@pytest.mark.django_db
def test_a_record_with_evidence_cannot_be_deleted() -> None:
    record = make_record()
    entry = enter(record=record, deed=Deed.IMPORTED, actor=None)
    assert str(entry) == f"Hội làng · 1 · {_('Imported')}"
    with pytest.raises(ProtectedError):
        record.delete()
    assert EditorialRecord.objects.filter(pk=record.pk).exists()
