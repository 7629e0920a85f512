"""Writes about editorial records and their evidence."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex, Revision

from cms.core.announcements import item_told
from cms.core.former import place_of
from cms.core.models import (
    BasePage,
    EditorialRecord,
    FormerAddress,
)
from cms.core.projections import facts_of
from media_library.renditions import FRAME_ROLES
from media_library.services import prepare_renditions
from media_library.sharing import SHARED
from sites.addresses import folder_path
from sites.directory import directory
from sites.models import Branding, MenuItem, Portal, Unit
from sites.services import announce_directory_changed, announce_portal_changed

BATCH = 5_000  # keys in one statement; the embedded database takes 32,766


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
    item_told.send(sender=EditorialRecord, record=record, actor=revision.user)


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
    _announce_menus(page, besides=portal.portal_id)


def prepare_picture_to_share(*, page: BasePage) -> None:
    """Make the size that networks and search engines are given.

    They never ask a second time, so it can't wait for the first reader (ADR 0015).
    """
    if page.picture_to_share is not None:
        prepare_renditions(images=[page.picture_to_share], filters=[SHARED])


def prepare_frame(*, branding: Branding) -> None:
    """Make the sizes of a portal's own emblem and masthead, which every page shows."""
    for name, role in FRAME_ROLES.items():
        image = getattr(branding, name)
        if image is not None:
            prepare_renditions(images=[image], filters=role.filters)


def note_change_of_tree(*, page: Page) -> None:
    """Tell all processes that a page of a portal, and what is below it, came or went."""
    _announce_tree(page.url_path)
    portal = directory.portal_of_path(page.url_path)
    _announce_menus(page, besides=portal.portal_id if portal else None)


def _announce_tree(url_path: str) -> None:
    portal = directory.portal_of_path(url_path)
    if portal is not None:
        announce_portal_changed(portal_id=portal.portal_id)


def _announce_menus(page: Page, *, besides: int | None) -> None:
    """Tell the other portals that lead to a page, or to one below it, in a menu.

    Menus are remembered with the portal whose menus they are.
    """
    items = MenuItem.objects.filter(page__path__startswith=page.path)
    for portal_id in set(items.values_list("portal", flat=True)) - {besides}:
        announce_portal_changed(portal_id=portal_id)


def note_change_of_asset(*, asset: Model) -> None:
    """Tell the portals that show a picture, a document or a clip.

    Which pages do is known from Wagtail's reference index; what lists of other portals
    show of them depends on the stamps of all.
    """
    references = ReferenceIndex.get_references_to(asset)
    named = set(references.values_list("base_content_type", "object_id"))
    pages = [key for kind, key in named if kind == _kind(Page)]
    paths = Page.objects.filter(pk__in=pages).values_list("url_path", flat=True)
    portals = map(directory.portal_of_path, paths)
    portal_ids = {portal.portal_id for portal in portals if portal}
    portal_ids |= {int(key) for kind, key in named if kind == _kind(Portal)}
    for portal_id in sorted(portal_ids):
        announce_portal_changed(portal_id=portal_id)
    if any(kind == _kind(Unit) for kind, _key in named):
        announce_directory_changed()  # any portal may hold what the unit issued


def _kind(model: type[Model]) -> int:
    return ContentType.objects.get_for_model(model).pk


@transaction.atomic
def note_move(*, page: Page, url_path_before: str, url_path_after: str) -> None:
    """Tell all processes, and hand records over where pages changed their portal.

    The publishing unit is the tree's (T6); who issued an item stays as stored.
    """
    _announce_tree(url_path_before)
    _announce_tree(url_path_after)
    _announce_menus(page, besides=None)
    if folder_path(url_path_before) == folder_path(url_path_after):
        return
    portal = directory.portal_of_path(url_path_after)
    if portal is not None:
        _hand_over(page, portal.unit_id)


def _hand_over(page: Page, unit_id: int) -> None:
    """Give the records of a page and of all below it to a unit.

    By keys, some at a time: what a condition on the tree costs depends on statistics
    that the database may not have of pages which were just brought in.
    """
    moved = Page.objects.filter(path__startswith=page.path)
    keys = list(moved.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        EditorialRecord.objects.filter(page_id__in=some).update(unit=unit_id)


@transaction.atomic
def keep_former_address(*, page: Page, url_path_before: str) -> None:
    """Let the address a page had lead to it and to what lies below it.

    A page that nobody could read and that holds nothing had no address to keep.
    """
    if page.first_published_at is None and not page.numchild:
        return
    before, now = place_of(url_path_before), place_of(page.url_path)
    if before is not None and before.is_kept:
        FormerAddress.objects.update_or_create(
            home_id=before.home_id, path=before.path, defaults={"page_id": page.pk}
        )
    if now is not None:  # back where it was: no longer a former address
        FormerAddress.objects.filter(
            home=now.home_id, path=now.path, page=page.pk
        ).delete()


def _publishing_unit_id(page: BasePage) -> int | None:
    portal = directory.portal_of_path(page.url_path)
    return portal.unit_id if portal else None
