"""What the library tells whoever shows its files."""

from django.dispatch import Signal

# ``asset``: its words, its file or its focal point may be others than before.
asset_changed = Signal()
