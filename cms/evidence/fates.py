"""What becomes of evidence when units change: nothing; it stays with its item."""

from cms.core.lifecycle import follows


def register() -> None:
    follows("evidence.Entry.record", "evidence.Leaf.entry", "evidence.Remark.entry")
