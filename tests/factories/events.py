"""Pages of events."""

import factory

from cms.events.models import EventPage
from tests.factories.core import EventFactory
from tests.factories.pages import RevisedPageFactory


class EventPageFactory(RevisedPageFactory):
    title = "Hội làng Gò Nổi"
    event = factory.SubFactory(EventFactory)

    class Meta:
        model = EventPage
