"""The evidence of one item as a file that is checked without this house.

Canonical JSON: the same state gives the same bytes, whose SHA-256 is printed in the PDF.
"""

from typing import Any

from django.conf import settings

from cms.core.models import EditorialRecord
from cms.evidence import signatures
from cms.evidence.chain import FORM, canonical, said_by
from cms.evidence.models import Entry, Leaf
from cms.evidence.trees import path_of

FORMAT = "dinh-evidence-export-1"


def export_of(record: EditorialRecord) -> dict[str, Any]:
    """Return the item's facts, its chain, and the proof that the chain was signed."""
    entries = list(Entry.objects.of(record).select_related("words", "leaf"))
    return {
        "format": FORMAT,
        "form": FORM,
        "house": settings.WAGTAIL_SITE_NAME,
        "item": {
            "code": record.code,
            "public_id": str(record.public_id),
            "title": record.title,
            "unit": record.unit.name,
            "issuing_unit": record.issuing_name,
        },
        "entries": [_entry(entry) for entry in entries],
        "proof": _proof(entries),
    }


def as_json(export: dict[str, Any]) -> bytes:
    return canonical(export) + b"\n"


def _entry(entry: Entry) -> dict[str, Any]:
    words = getattr(entry, "words", None)
    return {
        **said_by(entry),
        "hash": entry.hash,
        "remark": {"salt": words.salt, "text": words.text} if words else None,
    }


def _proof(entries: list[Entry]) -> dict[str, Any] | None:
    """Return the way from the last signed entry up to the signed line; None: none."""
    for entry in reversed(entries):
        leaf: Leaf | None = getattr(entry, "leaf", None)
        line = signatures.line_of(leaf.line) if leaf and leaf.line else None
        if leaf and line and leaf.place is not None:
            path = path_of(Leaf.objects.of_line(line.line), leaf.place)
            return {
                "number": entry.number,
                "place": leaf.place,
                "path": path,
                "line": vars(line),
            }
    return None
