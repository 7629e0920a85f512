"""Routes of approval of a new portal: its specification’s, and the usual ones beside."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wagtail.models import Page

from cms.core.models import Topic
from cms.moderation.services import settle_route
from cms.pages.models import HomePage
from cms.provisioning.ledger import Ledger
from cms.provisioning.routes import RouteRow
from cms.routes.models import Route, RouteVersion
from cms.routes.reading import spec_of
from cms.routes.specs import RouteSpec, first_routes
from search.text import slugify
from sites.models import Portal


def ensure_routes(
    portal: Portal, home: HomePage, rows: Sequence[RouteRow], ledger: Ledger
) -> None:
    """Put the routes in force that are written, and what every portal starts with.

    What somebody drew up in the administration since stands: no file takes back what a
    board decided.
    """
    for row in rows:
        _ensure_route(portal, resolved(row, home), ledger)
    for spec in first_routes():
        if not _covers_all(portal, spec):
            _settle(portal, spec, ledger)


def resolved(row: RouteRow, home: HomePage) -> RouteSpec:
    """Return a route with the keys of the sections and topics it names.

    Raises ``Page.DoesNotExist`` for a section that the portal does not have.
    """
    below = Page.objects.child_of(home)
    sections = [below.get(slug=slug).pk for slug in row.sections]
    topics = [
        Topic.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0].pk
        for name in row.topics
    ]
    return replace(
        row.spec, sections=tuple(sorted(sections)), topics=tuple(sorted(topics))
    )


def _ensure_route(portal: Portal, spec: RouteSpec, ledger: Ledger) -> None:
    latest = _latest(portal, spec.name)
    if latest is not None and (latest.made_by_id or spec_of(latest) == spec):
        return
    _settle(portal, spec, ledger)


def _latest(portal: Portal, name: str) -> RouteVersion | None:
    versions = RouteVersion.objects.filter(route__portal=portal, route__name=name)
    return versions.select_related("route").order_by("-number").first()


def _covers_all(portal: Portal, spec: RouteSpec) -> bool:
    """Tell whether a route is there for this subject that asks for no condition."""
    return any(_unconditional(portal, spec)) or _latest(portal, spec.name) is not None


def _unconditional(portal: Portal, spec: RouteSpec) -> Iterator[bool]:
    routes = Route.objects.filter(
        portal=portal, subject=spec.subject, destination=spec.destination
    )
    for version in RouteVersion.objects.in_force().filter(route__in=routes):
        yield not version.has_conditions


def _settle(portal: Portal, spec: RouteSpec, ledger: Ledger) -> None:
    ledger.created(settle_route(portal=portal, spec=spec))
