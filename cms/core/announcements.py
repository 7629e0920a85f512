"""What rooms beside each other are told of."""

from enum import Enum

from django.dispatch import Signal

# Readers now read in an item that something was wrong. ``record``, ``corrections`` (those
# that are new, ``cms.core.blocks.corrections.Correction``), ``actor`` (who approved last).
item_corrected = Signal()

# What the desk knows of an item was written anew: by its newest revision, or in its
# record. ``record``, ``actor``.
item_told = Signal()

# An event was changed in the administration. ``event``, ``actor``; whoever counts from it
# answers for how many items that changed something.
event_changed = Signal()

# An item came further on its way to the readers of its portal, or back. ``record``,
# ``page_id`` (the language that did), ``stage``, ``actor``, ``at``.
item_went_on = Signal()


class Stage(Enum):
    SUBMITTED = "submitted"
    APPROVED = "approved"  # by everybody
    RETURNED = "returned"  # to its author
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"  # all had approved it: recalled, or changed since
