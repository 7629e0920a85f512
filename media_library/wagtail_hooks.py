"""What the library adds to Wagtail's doors."""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks

from media_library.models import Document
from media_library.permissions import may_see
from media_library.places import kept_apart
from media_library.services import follow_privacy


@hooks.register("after_bulk_action")
def follow_new_collection(
    request: HttpRequest, action_type: str, objects: Any, action: Any
) -> None:
    """Wagtail writes the new collection of many files at once, past every form."""
    if action_type == "add_to_collection":
        follow_privacy()


@hooks.register("before_serve_document", order=-1)
def keep_from_other_units(document: Document, request: HttpRequest) -> None:
    """Let no private document be seen by people of other units.

    Wagtail asks after this, and sends whoever is not logged in to the door; of what
    nobody may know of yet it knows nothing.
    """
    is_secret = document.pk in kept_apart(Document)
    if (is_secret or request.user.is_authenticated) and not may_see(request, document):
        raise Http404
