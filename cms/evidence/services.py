"""Writes to the evidence of items: the only ones there are."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.core.models import BasePage, EditorialRecord
from cms.evidence.chain import GENESIS, entry_hash
from cms.evidence.content import content_hash
from cms.evidence.kinds import Deed
from cms.evidence.models import Entry
from cms.users.models import User
from sites.models import Unit


@transaction.atomic
def enter(
    *,
    record: EditorialRecord,
    deed: Deed,
    actor: User | None,
    unit: Unit | None = None,
    page: Page | None = None,
    revision_id: int | None = None,
    content_hash: str = "",
    route_version: int | None = None,
    remark: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Entry:
    """Add an entry to an item's chain, in the caller's transaction.

    ``unit`` is the one the person acts for. ``page`` names the language. The record's
    row is locked until the end, so that two entries never take one number.
    """
    EditorialRecord.objects.select_for_update().get(pk=record.pk)
    last = Entry.objects.of(record).last()
    entry = Entry(
        record=record,
        number=last.number + 1 if last else 1,
        deed=deed,
        happened_at=timezone.now(),
        actor=actor,
        actor_name=actor.full_name if actor else "",
        actor_position=actor.position if actor else "",
        actor_unit=unit.name if unit else "",
        language=page.locale.language_code if page else "",
        revision_id=revision_id,
        content_hash=content_hash,
        route_version=route_version,
        remark=remark,
        facts=dict(facts or {}),
        previous=last.hash if last else GENESIS,
    )
    entry.hash = entry_hash(record.code, entry)
    entry.save(force_insert=True)
    return entry


@transaction.atomic
def record_import(*, page: BasePage, source: str, actor: User | None = None) -> Entry:
    """Keep evidence that a live page was imported, and from where.

    Raises ``EditorialRecord.DoesNotExist`` for a page without a revision.
    """
    record = EditorialRecord.objects.get(translation_key=page.translation_key)
    return enter(
        record=record,
        deed=Deed.IMPORTED,
        actor=actor,
        page=page,
        revision_id=page.live_revision_id,
        content_hash=content_hash(page, record),
        facts={"source": source},
    )
