"""Wagtail's signals, handed to services."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from cms.core.gate import check_release, check_removal
from cms.core.models import BasePage, Topic
from cms.core.services import (
    keep_former_address,
    note_change_of_asset,
    note_change_of_tree,
    note_move,
    note_publication,
    prepare_frame,
    prepare_picture_to_share,
    project_revision,
)
from cms.core.words import FILES, ROWS, check_file, check_words
from media_library.signals import asset_changed
from sites.models import Portal
from sites.services import announce_directory_changed
from sites.signals import portal_settled


def bare_page_saved(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Ask the gate where Wagtail's own part of a page is saved without the rest."""
    if not kwargs["raw"] and _is_for_readers(instance):
        check_release(instance, kwargs["update_fields"])


def page_deleted(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Ask the gate; every page has such a part, and loses it with its branch too."""
    if _is_for_readers(instance):
        check_removal(instance)


def words_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Ask about rows that go by themselves, not with their portal, file or page."""
    if sender in {type(kwargs["origin"]), getattr(kwargs["origin"], "model", None)}:
        check_words(instance, goes=True)


def file_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    check_file(instance)


def _is_for_readers(page: Page) -> bool:
    """Tell whether readers are served a page: folders and the root never are."""
    model = page.specific_class
    return model is not None and issubclass(model, BasePage)


def revision_saved(sender: type[Revision], instance: Revision, **kwargs: Any) -> None:
    """Wagtail has no signal for a saved revision.

    Every way to make one, autosave's overwriting included, saves this row.
    """
    if kwargs.get("raw"):
        return
    model = instance.content_type.model_class()
    if model is not None and issubclass(model, BasePage):
        project_revision(revision=instance)


def published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, BasePage):
        note_publication(page=instance)
        prepare_picture_to_share(page=instance)
    else:  # a unit's folder, whose name is part of every address below
        note_change_of_tree(page=instance)


def settled(sender: type[Portal], portal: Portal, **kwargs: Any) -> None:
    for branding in portal.brandings.all():
        prepare_frame(branding=branding)


def unpublished(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    note_change_of_tree(page=instance)


def moved(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    before, after = kwargs["url_path_before"], kwargs["url_path_after"]
    note_move(page=instance, url_path_before=before, url_path_after=after)
    if before != after:  # else only its place among its siblings
        keep_former_address(page=instance, url_path_before=before)


def renamed(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    before: Page = kwargs["instance_before"]
    keep_former_address(page=instance, url_path_before=before.url_path)


def deleted(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if issubclass(sender, BasePage):
        note_change_of_tree(page=instance)


def restricted(sender: type[PageViewRestriction], **kwargs: Any) -> None:
    """Tell all processes; an alias of the page may stand in any portal."""
    announce_directory_changed()


def asset_told(sender: type[Model], asset: Model, **kwargs: Any) -> None:
    note_change_of_asset(asset=asset)


def asset_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    note_change_of_asset(asset=instance)


def topic_deleted(sender: type[Topic], **kwargs: Any) -> None:
    announce_directory_changed()


def connect() -> None:
    limits = PageViewRestriction
    pre_save.connect(bare_page_saved, sender=Page, dispatch_uid="core_page_saved")
    pre_delete.connect(page_deleted, sender=Page, dispatch_uid="core_page_deleted")
    post_save.connect(restricted, sender=limits, dispatch_uid="core_restricted")
    post_delete.connect(restricted, sender=limits, dispatch_uid="core_unrestricted")
    post_save.connect(revision_saved, sender=Revision, dispatch_uid="core_revision")
    page_published.connect(published, dispatch_uid="core_published")
    page_unpublished.connect(unpublished, dispatch_uid="core_unpublished")
    post_page_move.connect(moved, dispatch_uid="core_moved")
    page_slug_changed.connect(renamed, dispatch_uid="core_renamed")
    post_delete.connect(deleted, dispatch_uid="core_deleted")
    post_delete.connect(topic_deleted, sender=Topic, dispatch_uid="core_topic_deleted")
    portal_settled.connect(settled, dispatch_uid="core_settled")
    asset_changed.connect(asset_told, dispatch_uid="core_asset_changed")
    for row in ROWS:
        uid = f"core_{row._meta.model_name}_words"
        pre_delete.connect(words_deleted, sender=row, dispatch_uid=uid)
    for model in FILES:
        uid = f"core_{model._meta.model_name}_used"
        pre_delete.connect(file_deleted, sender=model, dispatch_uid=uid)
        uid = f"core_{model._meta.model_name}_deleted"
        post_delete.connect(asset_deleted, sender=model, dispatch_uid=uid)
