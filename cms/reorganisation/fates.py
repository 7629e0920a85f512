"""What becomes of changes themselves: they are history."""

from cms.core.lifecycle import follows, stays


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    stays(
        "reorganisation.Change.founded",
        "reorganisation.Subordination.unit",
        "reorganisation.Subordination.parent",
        "reorganisation.Subordination.formerly",
        "reorganisation.Passing.predecessor",
        "reorganisation.Passing.successor",
    )
    follows(
        "reorganisation.Passing.change",
        "reorganisation.Moving.change",
        "reorganisation.Subordination.change",
        "reorganisation.EarlyRole.passing",
        "reorganisation.EarlyRole.role",
    )
