"""What becomes of readers' reports when a unit changes: they stay with their item."""

from cms.core.lifecycle import follows


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    follows(
        "corrections.MistakeReport.portal",
        "corrections.MistakeReport.record",
    )
