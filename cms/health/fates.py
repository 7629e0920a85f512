"""What becomes of health checks when a unit changes: they go with the portal."""

from cms.core.lifecycle import follows


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    follows(
        "health.Check.portal",
        "health.Check.hostname",
        "health.StateChange.about",
        "health.Alarm.about",
        "health.Letter_alarms.alarm",
        "health.LinkUse.about",
    )
