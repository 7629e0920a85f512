"""A news item in the words of schema.org."""

from typing import Any

from cms.core.metadata import Context, Head, Thing, filled, moment, publisher_id
from cms.core.models import Origin
from sites.snapshots import PortalSnapshot

HEADLINE = 110  # characters that search engines show
SHOWN_AS_AUTHORS = ("author", "compiler", "photo")


def article(page: Any, head: Head, context: Context, portal: PortalSnapshot) -> Thing:
    """Return the item; its permanent short address names it for good."""
    section = context.get("section")
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
            author=_authors(context, portal),
            publisher={"@id": publisher_id(portal)},
            articleSection=section.title if section else "",
            keywords=[topic.title for topic in context.get("topics", [])],
            inLanguage=head.language,
            isAccessibleForFree=True,
            isBasedOn=page.source_url if page.origin == Origin.REPUBLISHED else "",
        ),
    }


def _authors(context: Context, portal: PortalSnapshot) -> list[Thing]:
    """Return the names under the item, else its publisher: an author is required."""
    people = [
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
    return people or [{"@id": publisher_id(portal)}]
