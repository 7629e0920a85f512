"""What rooms beside each other are told of."""

from django.dispatch import Signal

# Readers now read in an item that something was wrong. ``record``, ``corrections`` (those
# that are new, ``cms.core.blocks.corrections.Correction``), ``actor`` (who approved last).
item_corrected = Signal()
