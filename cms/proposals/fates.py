"""What becomes of proposed changes when units change: they stay with their portal."""

from cms.core.lifecycle import follows


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    follows("proposals.Proposal.portal")
