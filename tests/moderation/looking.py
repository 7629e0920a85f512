"""What the tests of the desk's services look at."""

from datetime import timedelta
from typing import Any

from cms.evidence.models import Entry
from cms.moderation.models import Case, Notice
from cms.moderation.services import (
    decide,
    make_bundle,
    submit_item,
)
from cms.news.models import NewsPage
from tests.factories.moderation import APPROVED, EDITED, Board, record_of

LATER = timedelta(seconds=31)


def entries(page: NewsPage) -> list[Entry]:
    return list(Entry.objects.of(record_of(page)))


def told(case: Case, kind: str) -> set[int]:
    rows = Notice.objects.filter(case=case, kind=kind)
    return set(rows.values_list("person", flat=True))


def approved(desk: Board, page: NewsPage) -> Case:
    case = submit_item(page=page, actor=desk.writer)
    decide(case=case, actor=desk.editor, word=EDITED)
    decide(case=case, actor=desk.publisher, word=APPROVED)
    return Case.objects.with_facts().get(pk=case.pk)


def bundled(desk: Board) -> tuple[list[NewsPage], list[Case], Any]:
    pages = [desk.draft(title=title) for title in ("Hội làng", "Hội làng, bản đồ")]
    cases = [submit_item(page=page, actor=desk.writer) for page in pages]
    bundle = make_bundle(
        portal=desk.living.portal, name="Hội", cases=cases, made_by=desk.publisher
    )
    return pages, cases, bundle
