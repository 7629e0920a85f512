"""Taking all pages of an item from readers, and showing exactly the same again."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision
from wagtail.query import PageQuerySet

from cms.core.gate import released
from cms.core.holds import lifted
from cms.core.models import BasePage, EditorialRecord
from cms.evidence.content import content_hash
from cms.moderation.services import note_deletion
from cms.takedown.kinds import Kind, State
from cms.takedown.models import Removal
from cms.takedown.refusals import refuse
from cms.users.models import User

HOME_DEPTH = 3

Shown = dict[str, Any]


def locked(record: EditorialRecord) -> EditorialRecord:
    """Hold an item's row, so that two people never take it away at once."""
    return EditorialRecord.objects.select_for_update().get(pk=record.pk)


def hold(removal: Removal) -> Removal:
    """Return a removal as it is now, held until the end of the transaction."""
    EditorialRecord.objects.select_for_update().get(pk=removal.record_id)
    return (
        Removal.objects.select_related("record").select_for_update().get(pk=removal.pk)
    )


def pages_of(record: EditorialRecord) -> "PageQuerySet[Page]":
    """Return the item's pages in all languages, and what mirrors them."""
    own = Page.objects.filter(translation_key=record.translation_key)
    mirrors = Page.objects.filter(alias_of__in=own.values("pk"))
    return (own | mirrors).select_related("locale").order_by("pk")


def take_from_readers(record: EditorialRecord, *, actor: User) -> list[Shown]:
    """Unpublish an item in every language; return what was live.

    Raises ``ValidationError`` if nothing is, for homes, and while live pages lie below.
    """
    live: list[BasePage] = list(pages_of(record).filter(live=True).specific())
    if not live:
        refuse(_("No page of this item is live."))
    for page in live:
        _refuse_what_holds_others(page)
    shown = [_as_shown(page, record) for page in live if page.alias_of_id is None]
    for page in live:
        UnpublishPageAction(page, user=actor).execute(skip_permission_checks=True)
    return shown


def _refuse_what_holds_others(page: BasePage) -> None:
    if page.depth <= HOME_DEPTH:
        refuse(_("A home page can't be taken away: suspend the portal instead."))
    if page.get_descendants().filter(live=True).exists():
        words = _("Live pages lie below “%(title)s”. Take these away first.")
        refuse(words % {"title": page.title})


def _as_shown(page: BasePage, record: EditorialRecord) -> Shown:
    revision_id = page.live_revision_id or page.save_revision(clean=False).pk
    return {
        "page": page.pk,
        "language": page.locale.language_code,
        "title": page.title,
        "revision": revision_id,
        "hash": content_hash(page, record),
    }


def without_titles(shown: list[Shown]) -> list[Shown]:
    """Return the same for the evidence, which is never rewritten."""
    return [{key: one[key] for key in one if key != "title"} for one in shown]


def show_again(removal: Removal, *, actor: User) -> None:
    """Publish exactly the revisions that were live.

    Raises ``ValidationError`` if one of them says something else by now.
    """
    keys = [one["page"] for one in removal.shown]
    pages = Page.objects.in_bulk(keys)
    mirrors = Page.objects.filter(alias_of__in=keys).values_list("pk", flat=True)
    with released(pages=[*keys, *mirrors]), lifted():
        for one in removal.shown:
            page = pages.get(one["page"])
            revision = Revision.objects.filter(pk=one["revision"]).first()
            if page is None or revision is None:
                refuse(_("A page of the item, or its version, was deleted meanwhile."))
            _refuse_if_changed(revision.as_object(), removal.record, one["hash"])
            revision.publish(user=actor, skip_permission_checks=True)


def _refuse_if_changed(page: BasePage, record: EditorialRecord, expected: str) -> None:
    if content_hash(page, record) != expected:
        words = _(
            "“%(title)s” is not what it was when it was hidden: text, files or desk data "
            "were changed. Have it taken down, then submit it for approval again."
        )
        refuse(words % {"title": page.title})


def end_cases(record: EditorialRecord) -> None:
    """End what is on its way: nothing that was approved before is released after."""
    for key in pages_of(record).values_list("pk", flat=True):
        note_deletion(page_id=key)


def begin(
    *,
    record: EditorialRecord,
    kind: Kind,
    state: State,
    reason: str,
    words: str,
    actor: User,
    **values: Any,
) -> Removal:
    """Write a removal down. Raises ``ValidationError`` if one of its kind is open."""
    if Removal.objects.of(record).open().filter(kind=kind).exists():
        refuse(_("Somebody has done or asked for this already."))
    return Removal.objects.create(
        record=record,
        kind=kind,
        state=state,
        reason=reason,
        words=words.strip(),
        asked_by=actor,
        asked_at=timezone.now(),
        **values,
    )


def end(removal: Removal, state: State, *, actor: User, remark: str = "") -> None:
    """Decide a removal."""
    now = timezone.now()
    removal.state, removal.decided_by, removal.decided_at = state, actor, now
    removal.decision = remark.strip()
    if state in {State.ENDED, State.REFUSED}:
        removal.ended_at = now
    removal.save()
