"""Writes about editorial records and their evidence."""

from django.db import transaction
from wagtail.models import Page, Revision

from cms.core.evidence import content_hash
from cms.core.models import (
    BasePage,
    EditorialRecord,
    EvidenceKind,
    PublicationEvidence,
)
from cms.core.projections import facts_of
from cms.users.models import User
from sites.addresses import folder_path
from sites.directory import directory
from sites.models import Unit
from sites.services import announce_portal_changed


@transaction.atomic
def project_revision(*, revision: Revision) -> EditorialRecord | None:
    """Write what the newest revision says into the item's record.

    The record is made on the first revision of the first language. Revisions of other
    languages than the source's, and older ones saved again, change nothing.
    Returns None for pages outside every portal.
    """
    page = revision.as_object()
    unit_id = _publishing_unit_id(page)
    if unit_id is None:
        return None
    record, created = EditorialRecord.objects.select_for_update().get_or_create(
        translation_key=page.translation_key,
        defaults={
            "unit_id": unit_id,
            "page_id": page.pk,
            "title": page.title,
            "revised_at": revision.created_at,
        },
    )
    if created or (
        record.page_id == page.pk and record.revised_at <= revision.created_at
    ):
        _write_facts(record, page, revision)
    return record


def _write_facts(record: EditorialRecord, page: BasePage, revision: Revision) -> None:
    facts = facts_of(page)
    record.title = page.title
    record.form = facts.form
    record.event_id = facts.event_id
    record.event_date = facts.event_date
    record.byline = facts.byline[:500]
    record.topic_names = ", ".join(facts.topics)[:1000]
    record.origin = facts.origin
    record.source_name = facts.source_name
    record.source_url = facts.source_url
    record.source_published_at = facts.source_published_at
    record.revised_at = revision.created_at
    record.revised_by_id = revision.user_id
    record.save()


@transaction.atomic
def note_publication(*, page: BasePage) -> None:
    """Keep who issued an item when it first went live, and tell all processes."""
    portal = directory.portal_of_path(page.url_path)
    if portal is None:
        return
    record = (
        EditorialRecord.objects.select_for_update()
        .filter(translation_key=page.translation_key)
        .first()
    )
    if record is not None and record.first_published_at is None:
        unit = Unit.objects.get(pk=portal.unit_id)
        record.first_published_at = page.first_published_at
        record.issuing_unit = unit
        record.issuing_name = unit.name
        record.issuing_symbol = unit.symbol
        record.save()
    announce_portal_changed(portal_id=portal.portal_id)


def note_change_of_tree(*, url_path: str) -> None:
    """Tell all processes that pages of a portal came, went or moved."""
    portal = directory.portal_of_path(url_path)
    if portal is not None:
        announce_portal_changed(portal_id=portal.portal_id)


@transaction.atomic
def note_move(*, page: Page, url_path_before: str, url_path_after: str) -> None:
    """Tell all processes, and hand records over where pages changed their portal.

    The publishing unit is the tree's (T6); who issued an item stays as stored.
    """
    note_change_of_tree(url_path=url_path_before)
    note_change_of_tree(url_path=url_path_after)
    if folder_path(url_path_before) == folder_path(url_path_after):
        return
    portal = directory.portal_of_path(url_path_after)
    if portal is not None:
        moved = Page.objects.filter(path__startswith=page.path).values("pk")
        records = EditorialRecord.objects.filter(page_id__in=moved)
        records.update(unit=portal.unit_id)


@transaction.atomic
def record_import(
    *, page: BasePage, source: str, actor: User | None = None
) -> PublicationEvidence:
    """Keep evidence that a live page was imported, and from where.

    Raises ``EditorialRecord.DoesNotExist`` for a page without a revision.
    """
    record = EditorialRecord.objects.get(translation_key=page.translation_key)
    return PublicationEvidence.objects.create(
        record=record,
        locale_id=page.locale_id,
        kind=EvidenceKind.IMPORTED,
        actor=actor,
        source=source,
        revision_id=page.live_revision_id,
        content_hash=content_hash(page, record),
    )


def _publishing_unit_id(page: BasePage) -> int | None:
    portal = directory.portal_of_path(page.url_path)
    return portal.unit_id if portal else None
