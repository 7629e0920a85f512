"""The look of the administration: its policy, its widgets, its first page."""
