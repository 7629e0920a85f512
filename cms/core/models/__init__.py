"""What every feature shares: the base page, the editorial record, events, topics."""

from cms.core.models.address import FormerAddress
from cms.core.models.base import BasePage
from cms.core.models.duty import Duty, DutyKind
from cms.core.models.event import Event, EventPicture, EventStatus
from cms.core.models.forms import ContentForm, Origin
from cms.core.models.record import EditorialRecord, Tier
from cms.core.models.topic import Topic

__all__ = [
    "BasePage",
    "ContentForm",
    "Duty",
    "DutyKind",
    "EditorialRecord",
    "Event",
    "EventPicture",
    "EventStatus",
    "FormerAddress",
    "Origin",
    "Tier",
    "Topic",
]
