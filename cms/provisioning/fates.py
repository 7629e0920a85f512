"""What becomes of openings and invitations when units change."""

from cms.core.lifecycle import follows, stays


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    stays("provisioning.Opening.above")
    follows("provisioning.Opening.portal", "provisioning.TrialInvitation.portal")
