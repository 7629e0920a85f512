"""A province with a department below it, its standing office, and a fixed moment."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from cms.core.models import ContentForm, EditorialRecord
from cms.overview.rows import UnitRow, rows_of
from cms.users.models import User
from sites.models import Capability, Unit, UnitKind
from tests.factories.people import person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.plugins.kept import kept

# 06:30 on Sunday 1 March in Hà Nội: still February by Greenwich.
NOW = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
TODAY = date(2026, 3, 1)


@pytest.fixture
@kept
def province(db: None) -> Unit:
    return UnitFactory.create(
        name="UBND tỉnh Tây Ninh", short_name="UBND Tây Ninh", kind=UnitKind.PROVINCE
    )


@pytest.fixture
@kept
def living(province: Unit) -> Living:
    """A department below the province, with an open portal in Vietnamese."""
    unit = UnitFactory.create(name="Sở Văn hóa", short_name="Sở VH", parent=province)
    return living_portal("vi", unit=unit)


@pytest.fixture
@kept
def office(province: Unit) -> User:
    return person_of(province, Capability.STANDING_OFFICE)


Publish = Callable[..., EditorialRecord]


@pytest.fixture
def publish() -> Publish:
    """Return what leaves the record of an item that went out at a moment."""

    def make(unit: Unit, at: datetime | None, **values: Any) -> EditorialRecord:
        facts = {
            "translation_key": uuid.uuid4(),
            "page_id": 0,
            "title": "Tin",
            "form": ContentForm.NEWS,
            "revised_at": NOW,
        }
        return EditorialRecord.objects.create(
            unit=unit, first_published_at=at, **{**facts, **values}
        )

    return make


def row_of(unit: Unit, now: datetime = NOW) -> UnitRow:
    (row,) = rows_of(Unit.objects.filter(pk=unit.pk), now)
    return row
