"""What the security log tells of."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Kind(models.TextChoices):
    """What happened, seen from whoever guards the house."""

    # The door
    LOGGED_IN = "logged_in", _("Logged in")
    LOGIN_FAILED = "login_failed", _("Log-in failed")
    LOCKED_OUT = "locked_out", _("Locked after failed log-ins")
    UNLOCKED = "unlocked", _("Lock lifted")
    LOGGED_OUT = "logged_out", pgettext_lazy("what happened", "Logged out")
    SESSION_ENDED = "session_ended", _("Session brought to an end")
    BREAK_GLASS = "break_glass", _("Emergency access used")

    # The account
    PASSWORD_CHANGED = "password_changed", _("Password changed")
    FACTOR_ADDED = "factor_added", _("Second factor added")
    FACTOR_REMOVED = "factor_removed", _("Second factor removed")
    CODES_RENEWED = "codes_renewed", _("Recovery codes renewed")
    ACCOUNT_CREATED = "account_created", _("Account created")
    ACCOUNT_CHANGED = "account_changed", _("Account changed")
    ACCOUNT_DISABLED = "account_disabled", _("Account disabled")
    ACCOUNT_RESTORED = "account_restored", _("Account restored")

    # Rights
    INVITED = "invited", _("Invited")
    INVITATION_ACCEPTED = "invitation_accepted", _("Invitation accepted")
    INVITATION_WITHDRAWN = "invitation_withdrawn", _("Invitation withdrawn")
    ROLE_GRANTED = "role_granted", _("Role granted")
    ROLE_ENDED = "role_ended", _("Role brought to an end")
    ROLE_DELEGATED = "role_delegated", _("Role delegated")
    SUSPENDED = "suspended", _("Person suspended")
    REINSTATED = "reinstated", _("Person reinstated")
    HANDED_OVER = "handed_over", _("Work handed over")
    UNITS_CHANGED = "units_changed", _("Units changed")
    SETTING_CHANGED = "setting_changed", _("Security setting changed")

    # Words that readers see, changed with a second person
    PROPOSAL_MADE = "proposal_made", _("Change of words proposed")
    PROPOSAL_APPROVED = "proposal_approved", _("Proposed change approved")
    PROPOSAL_REFUSED = "proposal_refused", _("Proposed change refused")
    PROPOSAL_CLOSED = "proposal_closed", _("Proposed change withdrawn or overtaken")

    # Warnings of the public, sent on one's own responsibility (C-17)
    ALERT_SENT = "alert_sent", _("Warning of the public sent")
    ALERT_APPROVED = (
        "alert_approved",
        _("Warning of the public approved after the fact"),
    )
    ALERT_ENDED = "alert_ended", _("Warning of the public taken away")

    # Days that are not ordinary
    MODE_PLANNED = "mode_planned", _("Special mode drawn up")
    MODE_APPROVED = "mode_approved", _("Special mode approved")
    MODE_ENDED = "mode_ended", _("Special mode ended early")

    # What left the house, or was looked at, or was not
    EXPORTED = "exported", _("File taken out of the administration")
    EMBARGO_SEEN = "embargo_seen", _("Item under embargo opened")
    REFUSED = "refused", _("Access refused")

    # The log itself
    LOG_SIGNED = "log_signed", _("Log signed")
    LOG_TRIMMED = "log_trimmed", _("Old entries deleted from the log")


# What shuts a door has happened whether it is written or not, and whatever becomes of
# the transaction it happened in. Everything else opens one, and waits to be written.
SHUTTING = frozenset(
    {Kind.LOGIN_FAILED, Kind.LOCKED_OUT, Kind.LOGGED_OUT, Kind.REFUSED}
)
