"""Rules of links that lead nowhere."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.quality.findings import Hit
from cms.quality.lookups import Subject
from cms.quality.material import Link
from cms.quality.strictness import Strictness


def broken_link(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """Find links to a page or document that was deleted."""
    for link in subject.material.links:
        page_gone = link.page_id is not None and link.page_id not in subject.pages
        file_gone = (
            link.document_id is not None and link.document_id not in subject.documents
        )
        if page_gone or file_gone:
            yield Hit(
                _("A link leads to something that was deleted."),
                _("Choose another page or document, or take the link away."),
                field=link.place.field,
                block=link.place.block,
                subject=_key(link),
            )


def unread_link(subject: Subject, limits: Strictness) -> Iterator[Hit]:
    """Find links to drafts, and to addresses of the portal without a page."""
    for link in subject.material.links:
        if subject.pages.get(link.page_id or 0) is False:
            yield _unread(link, _("A link leads to a page that isn't published."))
        elif link.url in subject.lost_addresses:
            words = _("At “%(url)s” readers find no page.") % {"url": link.url}
            yield _unread(link, words)


def _unread(link: Link, words: str) -> Hit:
    return Hit(
        words,
        _("Publish that page first, or lead elsewhere."),
        field=link.place.field,
        block=link.place.block,
        subject=_key(link),
    )


def _key(link: Link) -> str:
    return str(link.page_id or link.document_id or link.url)
