"""What becomes of old addresses when a unit changes: they stay with their portal.

A portal that passes on takes them along, one that is frozen goes on answering.
"""

from cms.core.lifecycle import follows


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    follows("addresses.AddressRule.portal", "addresses.AddressImport.portal")
