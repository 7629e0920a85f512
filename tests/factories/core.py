"""Events and topics."""

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from cms.core.models import Event, Topic
from tests.factories.portals import UnitFactory


class EventFactory(DjangoModelFactory[Event]):
    """A public morning of three hours; in Vietnam it is seven hours later."""

    unit = factory.SubFactory(UnitFactory)
    name = "Hội làng Gò Nổi"
    starts_at = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=3))
    place = "Đình Gò Nổi"
    organiser = "Ủy ban nhân dân xã Gò Nổi"

    class Meta:
        model = Event


class TopicFactory(DjangoModelFactory[Topic]):
    name = factory.Sequence(lambda number: f"Di sản {number}")

    class Meta:
        model = Topic
