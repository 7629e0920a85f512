"""What is written down about an item."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Deed(models.TextChoices):
    """One decision or act; each adds one entry to the item's chain."""

    # Arriving without a route
    IMPORTED = "imported", _("Imported")

    # On the way
    SUBMITTED = "submitted", _("Submitted for approval")
    WITHDRAWN = "withdrawn", _("Withdrawn by its author")
    APPROVED = "approved", pgettext_lazy("of an item", "Approved")
    RETURNED = "returned", _("Returned")
    COMMENTED = "commented", _("Commented on")
    VOIDED = "voided", _("Approvals void after a change")
    CLAIMED = "claimed", _("Claimed")
    REASSIGNED = "reassigned", _("Assigned to somebody else")
    PRIORITISED = "prioritised", _("Priority changed")
    DECLARED = "declared", _("Desk data changed")
    CONSULTED = "consulted", _("Outside reviewer asked")
    ADVISED = "advised", _("Outside reviewer commented")

    # Reaching readers
    CLEARED = "cleared", _("Cleared for a channel")
    RECALLED = "recalled", _("Release recalled")
    RESCHEDULED = "rescheduled", _("Hour of release changed")
    RELEASED = "released", pgettext_lazy("of an item", "Released")
    EMERGENCY = "emergency", _("Released in an emergency")
    CONFIRMED = "confirmed", _("Approved after the fact")

    # Afterwards
    EDITED = "edited", _("Quickly mended")
    CORRECTED = "corrected", _("Corrected with a note")
    READDRESSED = "readdressed", _("Address changed with its unit")
    HIDDEN = "hidden", _("Hidden for the time being")
    RESTORED = "restored", _("Shown again")
    TAKEDOWN_ASKED = "takedown_asked", _("Takedown asked for")
    TAKEDOWN_REFUSED = "takedown_refused", _("Takedown refused")
    TAKEN_DOWN = "taken_down", _("Taken down")
    STOPPED = "stopped", _("Stopped at once")
    RESUMED = "resumed", _("Stop lifted")
    PURGED = "purged", _("Content removed for good")
    DIRECTED = "directed", _("Named in a directive record")


# After these something new is in front of readers, or stays there with grounds.
RELEASING = frozenset(
    {
        *(Deed.IMPORTED, Deed.RELEASED, Deed.EMERGENCY),
        *(Deed.EDITED, Deed.CORRECTED, Deed.READDRESSED),
    }
)
