"""The content a case is about: one revision, one hash."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, Revision

from cms.core.models import BasePage, EditorialRecord
from cms.evidence.content import content_hash
from cms.moderation.models import Case
from cms.routes.models import Destination


@dataclass(frozen=True)
class Frozen:
    """A page as one of its revisions has it, and the hash of what readers would see."""

    revision: Revision
    page: BasePage
    record: EditorialRecord
    content_hash: str


def freeze(
    page: Page,
    record: EditorialRecord,
    destination: str,
    *,
    newest: Revision | None = None,
) -> Frozen | None:
    """Return the newest content; for a channel, what readers of the portal have.

    ``newest`` is a revision just saved, of which the page does not know yet. None for a
    page without any.
    """
    revision = newest or (
        page.get_latest_revision()
        if destination == Destination.PORTAL
        else page.live_revision
    )
    if revision is None:
        return None
    content: Any = revision.as_object()
    return Frozen(revision, content, record, content_hash(content, record))


def is_unchanged(case: Case, frozen: Frozen | None) -> bool:
    """Tell whether the content is still what was submitted."""
    return (
        frozen is not None
        and frozen.revision.pk == case.revision_id
        and frozen.content_hash == case.content_hash
    )
