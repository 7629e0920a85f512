"""Deleted pictures, handed to a service."""

from typing import Any

from django.db.models.signals import post_delete

from cms.quality.models import Redaction
from media_library.services import forget_file


def original_lost_its_picture(
    sender: type[Redaction], instance: Redaction, **kwargs: Any
) -> None:
    """Let the original go with the picture that was made of it."""
    forget_file(name=str(instance.original.name))


def connect() -> None:
    post_delete.connect(
        original_lost_its_picture, sender=Redaction, dispatch_uid="quality_original"
    )
