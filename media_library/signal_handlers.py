"""Wagtail's signals about collections, handed to services."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, CollectionViewRestriction

from media_library.services import follow_privacy


def restriction_changed(sender: type[CollectionViewRestriction], **kwargs: Any) -> None:
    """Move files at once, and again after the commit: somebody may be uploading."""
    if not kwargs.get("raw"):
        follow_privacy()
        transaction.on_commit(follow_privacy)


def collection_saved(sender: type[Collection], *, created: bool, **kwargs: Any) -> None:
    """Wagtail moves a collection after it has saved it, and tells nobody."""
    if not created and not kwargs.get("raw"):
        transaction.on_commit(follow_privacy)


def connect() -> None:
    limits = CollectionViewRestriction
    post_save.connect(
        restriction_changed, sender=limits, dispatch_uid="media_library_restricted"
    )
    post_delete.connect(
        restriction_changed, sender=limits, dispatch_uid="media_library_unrestricted"
    )
    post_save.connect(
        collection_saved, sender=Collection, dispatch_uid="media_library_collection"
    )
