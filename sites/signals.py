"""What portals tell whoever stands on them."""

from django.dispatch import Signal

# ``portal``: its rows were edited, and the house is in line with them.
portal_settled = Signal()

# A unit's office hours were changed in its form: ``unit``, ``actor``.
hours_changed = Signal()
