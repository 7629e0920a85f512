"""What other programs read of a portal: feeds, calendars, site maps, robots.txt."""

from collections.abc import Callable
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.core import listings
from cms.core.bulletins import Scope
from cms.core.doors import door
from cms.core.entrances import View, for_readers
from cms.core.models import EditorialRecord, Topic
from cms.core.sections import SectionFacts, sections_of
from cms.feeds import calendars, places, robots, sitemaps, syndication
from sites.answers import kept, note_until
from sites.requests import portal_or_none
from sites.snapshots import LanguageFacts, PortalSnapshot

EVENTS = 300
REMEMBERED = timedelta(days=90)  # events stay in a calendar for this time
NEWS_AGE = timedelta(days=2)  # what a news site map may name


def published(view: View) -> Callable[..., HttpResponseBase]:
    """Hand a view its portal and language; what it answers is the same for everybody."""
    return kept(for_readers(view))


@published
def portal_feed(
    request: HttpRequest, portal: PortalSnapshot, facts: LanguageFacts, kind: str
) -> HttpResponse:
    return _feed(
        portal,
        facts,
        kind,
        scope=Scope(),
        title=portal.owner(facts.code).name,
        summary=_("The newest items of this portal"),
        link=f"{facts.prefix}/",
        address=door(portal, facts.code, "portal_feed", kind),
    )


@published
def section_feed(
    request: HttpRequest,
    portal: PortalSnapshot,
    facts: LanguageFacts,
    code: str,
    kind: str,
) -> HttpResponse:
    section = _section(portal, facts, code, lists="news")
    return _feed(
        portal,
        facts,
        kind,
        scope=Scope(section_id=section.id),
        title=f"{section.title} – {portal.owner(facts.code).name}",
        summary=_("The newest items of this section"),
        link=section.url,
        address=door(portal, facts.code, "section_feed", code, kind),
    )


@published
def topic_feed(
    request: HttpRequest,
    portal: PortalSnapshot,
    facts: LanguageFacts,
    slug: str,
    kind: str,
) -> HttpResponse:
    topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        raise Http404
    return _feed(
        portal,
        facts,
        kind,
        scope=Scope(topic_id=topic.pk),
        title=f"{topic.name} – {portal.owner(facts.code).name}",
        summary=_("The newest items on this topic"),
        link=door(portal, facts.code, "portal_topic", slug) or f"{facts.prefix}/",
        address=door(portal, facts.code, "topic_feed", slug, kind),
    )


def _feed(
    portal: PortalSnapshot,
    facts: LanguageFacts,
    kind: str,
    *,
    scope: Scope,
    title: str,
    summary: str,
    link: str,
    address: str,
) -> HttpResponse:
    owner = portal.owner(facts.code)
    dispatches = listings.news.get().dispatches(facts, scope, limit=syndication.ITEMS)
    body, media_type = syndication.write(
        kind,
        dispatches,
        title=title,
        summary=summary,
        link=f"{portal.root_url}{link}",
        address=f"{portal.root_url}{address}",
        language=facts.code,
        publisher=owner.name,
        rights=owner.reprint_note,
        root_url=portal.root_url,
    )
    return HttpResponse(body, content_type=media_type)


def _section(
    portal: PortalSnapshot, facts: LanguageFacts, code: str, *, lists: str
) -> SectionFacts:
    """Return a live section by the code of its record, which outlives renaming."""
    records = EditorialRecord.objects.filter(code=code).values("translation_key")
    keys = Page.objects.filter(translation_key__in=records, locale=facts.locale_id)
    key = keys.values_list("pk", flat=True).first()
    section = sections_of(portal, facts.code).get(key or 0)
    if section is None or section.lists != lists:
        raise Http404
    return section


@published
def portal_calendar(
    request: HttpRequest, portal: PortalSnapshot, facts: LanguageFacts
) -> HttpResponse:
    title = _("Events – %(portal)s") % {"portal": portal.owner(facts.code).name}
    return _calendar(portal, facts, title=title, link=f"{facts.prefix}/", below="")


@published
def section_calendar(
    request: HttpRequest, portal: PortalSnapshot, facts: LanguageFacts, code: str
) -> HttpResponse:
    section = _section(portal, facts, code, lists="events")
    title = f"{section.title} – {portal.owner(facts.code).name}"
    return _calendar(
        portal, facts, title=title, link=section.url, below=section.url_path
    )


def _calendar(
    portal: PortalSnapshot,
    facts: LanguageFacts,
    *,
    title: str,
    link: str,
    below: str,
) -> HttpResponse:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    entries = listings.events.get().calendar(
        facts, since=midnight - REMEMBERED, below=below, limit=EVENTS
    )
    body = calendars.write(entries, title=title, link=f"{portal.root_url}{link}")
    return HttpResponse(body, content_type=calendars.MEDIA_TYPE)


@published
def event_calendar(
    request: HttpRequest, portal: PortalSnapshot, facts: LanguageFacts, code: str
) -> HttpResponse:
    """Return one event to be put into a calendar."""
    entry = listings.events.get().calendar_entry(facts, code=code)
    if entry is None:
        raise Http404
    body = calendars.write([entry], title=entry.title, link=entry.url)
    response = HttpResponse(body, content_type=calendars.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="su-kien-{code}.ics"'
    return response


@published
def sitemap_index(
    request: HttpRequest, portal: PortalSnapshot, facts: LanguageFacts
) -> HttpResponse:
    numbers = range(1, places.count_files(portal) + 1)
    paths = [reverse("sitemap_pages", args=[number]) for number in numbers]
    paths.append(reverse("sitemap_news"))
    body = sitemaps.write_index(f"{portal.root_url}{path}" for path in paths)
    return HttpResponse(body, content_type=sitemaps.MEDIA_TYPE)


@published
def sitemap_pages(
    request: HttpRequest, portal: PortalSnapshot, facts: LanguageFacts, number: int
) -> HttpResponse:
    found = places.places_in(portal, number) if number else []
    if not found:
        raise Http404
    body = sitemaps.write_places(found)
    return HttpResponse(body, content_type=sitemaps.MEDIA_TYPE)


@published
def sitemap_news(
    request: HttpRequest, portal: PortalSnapshot, facts: LanguageFacts
) -> HttpResponse:
    """Return the items of the last two days in every language."""
    scope = Scope(since=timezone.now() - NEWS_AGE)
    spoken = [language for language in portal.languages if language.is_live]
    news = listings.news.get()
    dispatches = [
        dispatch
        for language in spoken
        for dispatch in news.dispatches(language, scope, limit=sitemaps.NEWS_ITEMS)
    ][: sitemaps.NEWS_ITEMS]
    for dispatch in dispatches:
        note_until(dispatch.published_at + NEWS_AGE)
    publication = {facts.code: portal.owner(facts.code).name for facts in spoken}
    body = sitemaps.write_news(dispatches, publication=publication)
    return HttpResponse(body, content_type=sitemaps.MEDIA_TYPE)


@kept
@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    body = robots.write(portal_or_none(request))
    return HttpResponse(body, content_type=robots.MEDIA_TYPE)
