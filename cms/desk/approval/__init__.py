"""Submitting an item, reading it as it was submitted, deciding about it."""
