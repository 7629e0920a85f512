"""A news item in the words of schema.org."""

from typing import Any

from cms.core.blocks.corrections import Correction
from cms.core.heritage import issuer_of
from cms.core.metadata import Context, Head, Thing, filled, moment, publisher_id
from cms.core.models import Origin
from sites.snapshots import PortalSnapshot

HEADLINE = 110  # characters that search engines show
SHOWN_AS_AUTHORS = ("author", "compiler", "photo")


def article(page: Any, head: Head, context: Context, portal: PortalSnapshot) -> Thing:
    """Return the item; its permanent short address names it for good.

    Who issued it stays its publisher, also in another unit's portal.
    """
    section = context.get("section")
    issuer = issuer_of(page, portal)
    here = {"@id": publisher_id(portal)}
    publisher = issuer.thing if issuer else here
    return {
        "@type": "NewsArticle",
        "@id": f"{head.url}#bai",
        **filled(
            headline=head.title[:HEADLINE],
            description=head.summary,
            url=head.url,
            mainEntityOfPage=head.url,
            identifier=context.get("permanent_url"),
            image=[head.picture_url] if head.picture_url else None,
            datePublished=moment(page.first_published_at),
            dateModified=moment(page.last_published_at),
            author=_authors(context, portal) or [publisher],
            publisher=publisher,
            sdPublisher=here if issuer else None,
            articleSection=section.title if section else "",
            keywords=[topic.title for topic in context.get("topics", [])],
            inLanguage=head.language,
            correction=[_correction(one) for one in page.corrected],
            isAccessibleForFree=True,
            isBasedOn=page.source_url if page.origin == Origin.REPUBLISHED else "",
        ),
    }


def _correction(one: Correction) -> Thing:
    return {
        "@type": "CorrectionComment",
        "text": one.text,
        "datePublished": one.noted_on.isoformat(),
    }


def _authors(context: Context, portal: PortalSnapshot) -> list[Thing]:
    """Return the names under the item; without one its publisher is its author."""
    return [
        {
            "@type": "Person",
            **filled(
                name=author.name,
                url=f"{portal.root_url}{author.url}" if author.url else "",
            ),
        }
        for author in context.get("bylines", [])
        if author.role in SHOWN_AS_AUTHORS
    ]
