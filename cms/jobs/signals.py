"""What this room tells of mail."""

from django.dispatch import Signal

# A mail server refused a mailbox, or a letter for it, for good. ``address``, ``words``
# (what it said), ``at``.
mailbox_refused = Signal()
