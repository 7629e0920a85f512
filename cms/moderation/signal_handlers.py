"""Wagtail's signals, handed to services."""

from datetime import datetime
from typing import Any

from django.db.models.signals import post_save, pre_delete
from wagtail.models import Page, Revision, WorkflowState
from wagtail.signals import page_published, workflow_cancelled

from cms.core.models import BasePage
from cms.moderation.engine import cancelled
from cms.moderation.services import (
    follow_election,
    follow_secrecy,
    note_deletion,
    note_release,
    note_revision,
)
from cms.modes.announcements import mode_opened
from cms.modes.models import Mode


def revision_saved(sender: type[Revision], instance: Revision, **kwargs: Any) -> None:
    """Autosave overwrites revisions, so every save counts."""
    if kwargs.get("raw"):
        return
    model = instance.content_type.model_class()
    if model is not None and issubclass(model, BasePage):
        note_revision(revision=instance)
        page = Page.objects.filter(pk=instance.object_id).first()
        if page is not None:
            follow_secrecy(translation_key=page.translation_key)


def published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, BasePage):
        note_release(page=instance)
        follow_secrecy(translation_key=instance.translation_key)


def deleted(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if issubclass(sender, BasePage):
        note_deletion(page_id=instance.pk)


def workflow_left(
    sender: type[WorkflowState], instance: WorkflowState, **kwargs: Any
) -> None:
    cancelled(instance, kwargs.get("user"))


def election_opened(
    sender: type[Mode], mode: Mode, at: datetime, **kwargs: Any
) -> None:
    follow_election(mode=mode, at=at)


def connect() -> None:
    post_save.connect(
        revision_saved, sender=Revision, dispatch_uid="moderation_revision"
    )
    page_published.connect(published, dispatch_uid="moderation_published")
    pre_delete.connect(deleted, dispatch_uid="moderation_deleted")
    mode_opened.connect(election_opened, dispatch_uid="moderation_election")
    workflow_cancelled.connect(workflow_left, dispatch_uid="moderation_cancelled")
