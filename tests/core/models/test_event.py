"""Events of one unit, to which several may point (CT-10)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from cms.core.models import Event, EventPicture
from tests.factories.core import EventFactory
from tests.factories.media import ImageFactory
from tests.factories.portals import UnitFactory

pytestmark = pytest.mark.django_db

BEFORE_SEVEN = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # the 21st in Vietnam


def test_an_event_is_known_by_its_name_and_its_day_in_vietnam() -> None:
    assert (
        str(EventFactory.create(name="Hội", starts_at=BEFORE_SEVEN))
        == "Hội (21/11/2026)"
    )


def test_an_event_cannot_end_before_it_starts() -> None:
    ends = BEFORE_SEVEN - timedelta(minutes=1)
    event = EventFactory.build(
        unit=UnitFactory.create(), starts_at=BEFORE_SEVEN, ends_at=ends
    )
    with pytest.raises(ValidationError) as refusal:
        event.validate_constraints()
    assert refusal.value.messages == [_("An event can't end before it starts.")]
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save()
    assert not Event.objects.exists()


def test_a_moment_is_an_event() -> None:
    EventFactory.create(starts_at=BEFORE_SEVEN, ends_at=BEFORE_SEVEN)
    assert Event.objects.count() == 1


def test_events_are_listed_with_the_latest_first() -> None:
    first = EventFactory.create()
    second = EventFactory.create(starts_at=first.starts_at + timedelta(days=1))
    assert list(Event.objects.all()) == [second, first]


def test_a_unit_with_events_cannot_be_deleted() -> None:
    event = EventFactory.create()
    with pytest.raises(ProtectedError):
        event.unit.delete()


def test_pictures_of_any_unit_are_gathered_once_each() -> None:
    event, image = EventFactory.create(), ImageFactory.create()
    picture = EventPicture.objects.create(event=event, image=image)
    assert str(picture) == str(image)
    with pytest.raises(IntegrityError), transaction.atomic():
        EventPicture.objects.create(event=event, image=image)
    assert [row.image for row in event.pictures.all()] == [image]
