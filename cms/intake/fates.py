"""What becomes of items that were sent in when a unit changes: they stay with the item."""

from cms.core.lifecycle import follows, stays


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    follows("intake.Sending.record")
    stays("intake.Sending.event")
