"""What each capability may do with events, topics and records."""

from sites.models import Capability
from sites.permissions import allow

WRITERS = (
    Capability.CONTRIBUTOR,
    Capability.EDITOR,
    Capability.TECHNICAL_EDITOR,
    Capability.SECRETARY,
    Capability.PUBLISHER,
    Capability.HEAD_OF_UNIT,
    Capability.UNIT_ADMIN,
)
# They are asked about what others write, or look over its shoulder.
READERS = (
    Capability.FIELD_REVIEWER,
    Capability.SPOKESPERSON,
    Capability.TRANSLATOR,
    Capability.PROOFREADER,
    Capability.MEDIA_KEEPER,
    Capability.STANDING_OFFICE,
    Capability.AUDITOR,
)


def grant() -> None:
    """Join the house's table of capabilities; called once when apps are ready."""
    allow(WRITERS, "core.add_event", "core.change_event", "core.view_event")
    allow(WRITERS, "core.add_topic", "core.view_topic")
    allow(WRITERS, "core.view_editorialrecord", "core.change_editorialrecord")
    allow(READERS, "core.view_event", "core.view_topic")
    allow((Capability.AUDITOR, Capability.STANDING_OFFICE), "core.view_editorialrecord")
