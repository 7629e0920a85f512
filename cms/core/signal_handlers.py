"""Wagtail's signals, handed to services."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.core.models import BasePage
from cms.core.services import (
    note_change_of_tree,
    note_move,
    note_publication,
    project_revision,
)
from sites.services import announce_directory_changed


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
    else:  # a unit's folder, whose name is part of every address below
        note_change_of_tree(url_path=instance.url_path)


def unpublished(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    note_change_of_tree(url_path=instance.url_path)


def moved(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    note_move(
        page=instance,
        url_path_before=kwargs["url_path_before"],
        url_path_after=kwargs["url_path_after"],
    )


def deleted(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if issubclass(sender, BasePage):
        note_change_of_tree(url_path=instance.url_path)


def restricted(sender: type[PageViewRestriction], **kwargs: Any) -> None:
    """Tell all processes; an alias of the page may stand in any portal."""
    announce_directory_changed()


def connect() -> None:
    limits = PageViewRestriction
    post_save.connect(restricted, sender=limits, dispatch_uid="core_restricted")
    post_delete.connect(restricted, sender=limits, dispatch_uid="core_unrestricted")
    post_save.connect(revision_saved, sender=Revision, dispatch_uid="core_revision")
    page_published.connect(published, dispatch_uid="core_published")
    page_unpublished.connect(unpublished, dispatch_uid="core_unpublished")
    post_page_move.connect(moved, dispatch_uid="core_moved")
    post_delete.connect(deleted, dispatch_uid="core_deleted")
