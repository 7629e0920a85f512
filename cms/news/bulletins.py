"""Placed items as other programs get them."""

from django.db.models import OuterRef, Prefetch, Subquery

from cms.core.bulletins import Dispatch, Scope, clean
from cms.core.models import EditorialRecord, Origin
from cms.news.models import Placement
from cms.news.models.page import SHOWN_AS_AUTHORS
from cms.news.querysets import PlacementQuerySet
from media_library.models import Rendition
from media_library.sharing import SHARED, shared_picture
from sites.snapshots import LanguageFacts

PICTURES = ("page__lead_image", "page__listing_image")


def dispatches(facts: LanguageFacts, scope: Scope, *, limit: int) -> list[Dispatch]:
    """Return the newest items of a language in a fixed number of queries."""
    rows = _within(facts, scope)
    sizes = Rendition.objects.filter(filter_spec=SHARED)
    records = EditorialRecord.objects.filter(
        translation_key=OuterRef("page__translation_key")
    )
    loaded = (
        rows.with_pages()
        .annotate(
            public_id=Subquery(records.values("public_id")[:1]),
            issuer=Subquery(records.issued_elsewhere().values("issuing_name")[:1]),
        )
        .filter(public_id__isnull=False)
        .prefetch_related(
            "page__bylines",
            "page__topics",
            *(
                Prefetch(f"{field}__renditions", sizes, to_attr="prefetched_renditions")
                for field in PICTURES
            ),
        )
    )
    return [_dispatch(row, facts.code) for row in loaded[:limit]]


def _within(facts: LanguageFacts, scope: Scope) -> PlacementQuerySet:
    rows = (
        Placement.objects.of_home(facts.home_id)
        if scope.section_id is None
        else Placement.objects.in_section(scope.section_id)
    )
    if scope.topic_id is not None:
        rows = rows.filter(page__topics=scope.topic_id)
    if scope.since is not None:
        rows = rows.filter(shown_at__gte=scope.since)
    return rows


def _dispatch(placement: Placement, language: str) -> Dispatch:
    page = placement.page
    return Dispatch(
        public_id=placement.public_id,  # type: ignore[attr-defined] # annotated
        language=language,
        title=clean(page.title),
        url=page.address() or "",
        summary=clean(page.summary),
        published_at=placement.shown_at,
        updated_at=page.last_published_at or placement.shown_at,
        authors=tuple(
            clean(byline.name)
            for byline in page.bylines.all()
            if byline.role in SHOWN_AS_AUTHORS
        ),
        topics=tuple(clean(topic.name) for topic in page.topics.all()),
        picture=shared_picture(page.listing_image or page.lead_image),
        source_url=page.source_url if page.origin == Origin.REPUBLISHED else "",
        issuer=clean(placement.issuer or ""),  # type: ignore[attr-defined] # annotated
    )
