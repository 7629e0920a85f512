"""What becomes of event pages when a unit changes: they go where they stand."""

from cms.core.lifecycle import follows


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    follows("events.EventPage.event")
