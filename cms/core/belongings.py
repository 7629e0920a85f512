"""Pages, files and records that a person holds for a unit, and how they pass on."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageSubscription

from cms.core.handover import HandoverKind, register_handover
from cms.core.models import EditorialRecord
from media_library.models import Document, Image, Media
from sites.models import Portal, Unit
from sites.reach import FOLDER_PATH

FINISHED = Q(live=True, has_unpublished_changes=False)
# Of a query of roles: the folder and the collection of the unit each is held for.
FOLDER = Substr(OuterRef("unit__portal__site__root_page__path"), 1, FOLDER_PATH)
COLLECTION = OuterRef("unit__portal__collection__path")


def pages_of(unit: Unit) -> "QuerySet[Page]":
    """Return the pages in a unit's folder."""
    folder = Portal.objects.home_of(unit.pk)[:FOLDER_PATH]
    pages: QuerySet[Page] = Page.objects.filter(path__startswith=folder)
    return pages if folder else pages.none()


def files_of(model: Any, unit: Unit) -> "QuerySet[Any]":
    """Return the files of one kind in a unit's collection and those inside it."""
    root = Portal.objects.collection_of(unit.pk)
    files: QuerySet[Any] = model.objects.filter(collection__path__startswith=root)
    return files if root else files.none()


def drafts(person: AbstractUser, unit: Unit) -> "QuerySet[Page]":
    return pages_of(unit).filter(owner=person.pk).exclude(FINISHED)


def published(person: AbstractUser, unit: Unit) -> "QuerySet[Page]":
    return pages_of(unit).filter(FINISHED, owner=person.pk)


def unclaimed_pages() -> "QuerySet[Page]":
    pages: QuerySet[Page] = Page.objects.filter(
        owner=OuterRef("user"), path__startswith=FOLDER
    )
    return pages


def unclaimed_drafts() -> "QuerySet[Page]":
    return unclaimed_pages().exclude(FINISHED)


def unclaimed_published() -> "QuerySet[Page]":
    return unclaimed_pages().filter(FINISHED)


def liable(person: AbstractUser, unit: Unit) -> "QuerySet[EditorialRecord]":
    return EditorialRecord.objects.filter(unit=unit, liable_person=person.pk)


def unclaimed_liability() -> "QuerySet[EditorialRecord]":
    return EditorialRecord.objects.filter(
        liable_person=OuterRef("user"), unit=OuterRef("unit")
    )


def uploads(model: Any) -> Callable[[AbstractUser, Unit], "QuerySet[Any]"]:
    def held(person: AbstractUser, unit: Unit) -> "QuerySet[Any]":
        return files_of(model, unit).filter(uploaded_by_user=person.pk)

    return held


def unclaimed_uploads(model: Any) -> Callable[[], "QuerySet[Any]"]:
    def unclaimed() -> "QuerySet[Any]":
        files: QuerySet[Any] = model.objects.filter(
            uploaded_by_user=OuterRef("user"), collection__path__startswith=COLLECTION
        )
        return files

    return unclaimed


def locked(person: AbstractUser, unit: Unit) -> "QuerySet[Page]":
    return pages_of(unit).filter(locked=True, locked_by=person.pk)


def watched(person: AbstractUser, unit: Unit) -> "QuerySet[PageSubscription]":
    watches: QuerySet[PageSubscription] = PageSubscription.objects.filter(
        user=person.pk, comment_notifications=True, page__in=pages_of(unit)
    )
    return watches.select_related("page")


def own(rows: "QuerySet[Page]", person: AbstractUser) -> None:
    rows.update(owner=person.pk)


def answer_for(rows: "QuerySet[EditorialRecord]", person: AbstractUser) -> None:
    rows.update(liable_person=person.pk)


def keep(rows: "QuerySet[Any]", person: AbstractUser) -> None:
    rows.update(uploaded_by_user=person.pk)


def unlock(rows: "QuerySet[Page]", person: AbstractUser) -> None:
    rows.update(locked=False, locked_by=None, locked_at=None)


def unwatch(rows: "QuerySet[PageSubscription]", person: AbstractUser) -> None:
    rows.delete()


def title_of(page: Page) -> str:
    return str(page.draft_title or page.title)


PAGES: dict[str, Any] = {
    "field": "wagtailcore.Page.owner",
    "pass_on": own,
    "title": title_of,
}
FILES = (
    ("images", _("Pictures"), Image),
    ("documents", _("Documents"), Document),
    ("media", _("Audio and video"), Media),
)
KINDS = (
    HandoverKind(
        "drafts", _("Drafts"), held=drafts, unclaimed=unclaimed_drafts, **PAGES
    ),
    HandoverKind(
        "published",
        _("Published pages"),
        held=published,
        unclaimed=unclaimed_published,
        **PAGES,
    ),
    HandoverKind(
        "liable",
        _("Liability for items"),
        "core.EditorialRecord.liable_person",
        held=liable,
        pass_on=answer_for,
        unclaimed=unclaimed_liability,
    ),
    *(
        HandoverKind(
            name,
            label,
            f"media_library.{model.__name__}.uploaded_by_user",
            held=uploads(model),
            pass_on=keep,
            unclaimed=unclaimed_uploads(model),
        )
        for name, label, model in FILES
    ),
    HandoverKind(
        "locks",
        _("Locked pages, now unlocked"),
        "wagtailcore.Page.locked_by",
        held=locked,
        pass_on=unlock,
        title=title_of,
        is_released=True,
    ),
    HandoverKind(
        "watches",
        _("Notices of comments, now off"),
        "wagtailcore.PageSubscription.user",
        held=watched,
        pass_on=unwatch,
        title=lambda watch: title_of(watch.page),
        is_released=True,
    ),
)


def register() -> None:
    """Join the list of what passes on; called once when apps are ready."""
    register_handover(*KINDS)
