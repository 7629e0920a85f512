"""What becomes of modes when units change: what was decided stays with who decided it."""

from cms.core.lifecycle import follows, stays


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    stays("modes.Mode.unit", "modes.Effect.unit")
    follows(
        "modes.Mode_portals.mode",
        "modes.Mode_portals.portal",
        "modes.Effect.mode",
        "modes.Effect.record",
    )
