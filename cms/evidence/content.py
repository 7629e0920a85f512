"""What exactly was released: one canonical text per item, and its hash.

Source of the rule: traps.md T9. Revisions carry live flags and comments, and name
files only by id while their bytes and words may be replaced; so the hash covers the
fields that readers see, the fingerprint and the texts of every file referred to, and
the record's desk data, and the version of the route.
"""

import hashlib
import json
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import ReferenceIndex

from cms.core.gate import seen
from cms.core.models import BasePage, EditorialRecord
from cms.evidence.models import Entry
from media_library.models import Document, Image, Media

# What readers are told about an asset: by itself, and in the page's language.
ASSET_WORDS = ("title", "description", "credit")
ASSET_TEXT_WORDS = ("title", "caption", "alt", "transcript")
DESK_FIELDS = (
    "liable_person_id",
    "liable_unit_id",
    "tier",
    "tier_reason",
    "is_political",
    "is_spokesperson",
    "is_sensitive",
    "is_festive",
    "embargo_until",
)


def canonical_content(
    page: BasePage,
    record: EditorialRecord,
    route_version: int | None = None,
    desk: str | None = None,
) -> dict[str, Any]:
    """Return what the hash covers, as plain JSON values in a fixed order.

    Desk data is there by its own hash (``desk``: that of an earlier day), so that words
    that stayed the same can be told from an item whose liable person retired.
    """
    return {
        "page": seen(page),
        "files": sorted(_assets(page), key=itemgetter("id")),
        "desk": desk or desk_hash(record),
        "route": route_version,
    }


def content_hash(
    page: BasePage, record: EditorialRecord, route_version: int | None = None
) -> str:
    """Return the SHA-256 of the canonical content, in hex."""
    return _hashed(canonical_content(page, record, route_version))


def desk_hash(record: EditorialRecord) -> str:
    """Return the SHA-256 of the record's desk data, in hex."""
    return _hashed({name: getattr(record, name) for name in DESK_FIELDS})


def fits(entry: Entry, page: BasePage, record: EditorialRecord) -> bool:
    """Tell whether readers of a page see what an entry was about.

    Desk data may have changed since, by people who may change it. The version of the
    route is sealed in the entry as well, so a hash that was made without it counts.
    """
    words = canonical_content(page, record, desk=entry.desk_hash)
    return entry.content_hash in {
        _hashed({**words, "route": route}) for route in (entry.route_version, None)
    }


def _hashed(values: dict[str, Any]) -> str:
    text = json.dumps(
        values,
        cls=DjangoJSONEncoder,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _assets(page: BasePage) -> Iterator[dict[str, Any]]:
    """Yield every asset the page refers to: bytes, and words as its readers get them.

    The page is read itself: the index of references knows the live one only.
    """
    referred: dict[int, set[str]] = {}
    for type_id, key, *_paths in ReferenceIndex._extract_references_from_object(page):
        referred.setdefault(type_id, set()).add(key)
    for model in (Image, Document, Media):
        content_type = ContentType.objects.get_for_model(model)
        rows = model.objects.filter(pk__in=referred.get(content_type.pk, ()))
        for row in rows.prefetch_related("texts"):
            yield {
                "id": f"{model._meta.label_lower}:{row.public_id}",
                "sha256": row.sha256,
                "words": {name: getattr(row, name, "") for name in ASSET_WORDS},
                "texts": [
                    {name: getattr(text, name, "") for name in ASSET_TEXT_WORDS}
                    for text in row.texts.all()
                    if text.locale_id == page.locale_id
                ],
            }
