"""Rows beside the pages: versions, logs, comments, reports; blanked where they are.

They stay as rows, because evidence and history name them by number.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.admin.models import FormState
from wagtail.models import (
    Comment,
    CommentReply,
    ModelLogEntry,
    PageLogEntry,
    Revision,
)

from cms.core.models import EditorialRecord, FormerAddress
from cms.core.sealing import Words, words_elsewhere
from cms.moderation.models import Advice, Case, Notice
from cms.takedown.models import Removal

SealedRow = dict[str, Any]


def revisions_of(keys: list[int]) -> "QuerySet[Revision]":
    found: QuerySet[Revision] = Revision.page_revisions.filter(
        object_id__in=list(map(str, keys))
    )
    return found


def _records(record: EditorialRecord, _keys: list[int]) -> "QuerySet[Any]":
    return EditorialRecord.objects.filter(pk=record.pk)


def _page_logs(_record: EditorialRecord, keys: list[int]) -> "QuerySet[Any]":
    rows: QuerySet[Any] = PageLogEntry.objects.filter(page__in=keys)
    return rows


def _record_logs(record: EditorialRecord, _keys: list[int]) -> "QuerySet[Any]":
    kind = ContentType.objects.get_for_model(EditorialRecord)
    rows: QuerySet[Any] = ModelLogEntry.objects.filter(
        content_type=kind, object_id=str(record.pk)
    )
    return rows


def _comments(_record: EditorialRecord, keys: list[int]) -> "QuerySet[Any]":
    rows: QuerySet[Any] = Comment.objects.filter(page__in=keys)
    return rows


def _replies(_record: EditorialRecord, keys: list[int]) -> "QuerySet[Any]":
    rows: QuerySet[Any] = CommentReply.objects.filter(comment__page__in=keys)
    return rows


def _removals(record: EditorialRecord, _keys: list[int]) -> "QuerySet[Any]":
    return Removal.objects.of(record)


def _cases(record: EditorialRecord, _keys: list[int]) -> "QuerySet[Any]":
    return Case.objects.filter(record=record)


def _notices(record: EditorialRecord, _keys: list[int]) -> "QuerySet[Any]":
    return Notice.objects.filter(case__record=record)


def _advice(record: EditorialRecord, _keys: list[int]) -> "QuerySet[Any]":
    return Advice.objects.filter(consultation__case__record=record)


def _revisions(_record: EditorialRecord, keys: list[int]) -> "QuerySet[Any]":
    return revisions_of(keys)


RECORD_BLANK = {
    "title": "",
    "byline": "",
    "topic_names": "",
    "source_name": "",
    "source_url": "",
    "source_published_at": None,
    "event_id": None,
    "event_date": None,
}
OWN = (
    Words("record", _records, RECORD_BLANK),
    Words("page logs", _page_logs, {"label": "", "data": {}}),
    Words("record logs", _record_logs, {"label": "", "data": {}}),
    Words("comments", _comments, {"text": "–"}),
    Words("replies", _replies, {"text": "–"}),
    Words("cases", _cases, {"note": "", "emergency_reason": ""}),
    Words("notices", _notices, {"remark": ""}),
    Words("advice", _advice, {"text": "–"}),
    Words("removals", _removals, {"words": "–", "decision": "", "shown": []}),
    Words("revisions", _revisions, {"content": {}, "object_str": ""}),
)


def all_words() -> dict[str, Words]:
    return {words.name: words for words in (*OWN, *words_elsewhere())}


def take_words(
    record: EditorialRecord, keys: list[int], name: str
) -> dict[str, list[SealedRow]]:
    """Return what all rows say, and blank them; ``name`` stands where a title did."""
    taken = {}
    for words in all_words().values():
        rows = words.rows(record, keys)
        taken[words.name] = [_row(row) for row in rows.values("pk", *words.blank)]
        rows.update(**_blank(words, name))
    return taken


def _row(row: dict[str, Any]) -> SealedRow:
    return {"pk": row.pop("pk"), "values": row}


def _blank(words: Words, name: str) -> dict[str, Any]:
    titles = {"title", "label", "object_str"}
    return {key: name if key in titles else value for key, value in words.blank.items()}


def put_words_back(
    record: EditorialRecord, keys: list[int], taken: dict[str, list[SealedRow]]
) -> None:
    """Write what rows said into them again; rows that are gone stay gone."""
    for name, words in all_words().items():
        for row in taken.get(name, ()):
            words.rows(record, keys).filter(pk=row["pk"]).update(**row["values"])


def take_former_addresses(keys: list[int]) -> list[list[Any]]:
    """Return the addresses an item had, and forget them: they tell its title."""
    rows = FormerAddress.objects.filter(page__in=keys)
    taken = [list(row) for row in rows.values_list("home", "path", "page")]
    rows.delete()
    return taken


def put_former_addresses_back(taken: list[list[Any]]) -> None:
    FormerAddress.objects.bulk_create(
        (
            FormerAddress(home_id=home, path=path, page_id=page)
            for home, path, page in taken
        ),
        ignore_conflicts=True,
    )


def forget_forms(keys: list[int]) -> None:
    """Forget what was typed for a preview; nobody looks for that again."""
    kinds = ContentType.objects.filter(Q(app_label__in=("news", "events", "pages")))
    FormState.objects.filter(
        object_id__in=list(map(str, keys)), content_type__in=kinds
    ).delete()


def texts(taken: dict[str, list[SealedRow]], name: str) -> Iterator[dict[str, Any]]:
    """Yield what rows of one kind said."""
    for row in taken.get(name, ()):
        yield row["values"]
