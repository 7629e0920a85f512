"""What becomes of removals when units change: they stay with their item."""

from cms.core.lifecycle import follows


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    follows(
        "takedown.Removal.record",
        *(
            f"takedown.{model}.removal"
            for model in ("Tombstone", "Receipt", "Notice", "Keeper", "Vault")
        ),
    )
