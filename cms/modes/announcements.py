"""What rooms above are told of modes."""

from django.dispatch import Signal

# A mode is on, and what has to be written at that moment is written now, in the same
# transaction. ``mode``.
mode_opened = Signal()
