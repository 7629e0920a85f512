"""Where a request comes from, and the portal it belongs to."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest
from wagtail.models import Page

from sites.selectors import states_on_route
from sites.snapshots import PortalSnapshot


def portal_or_none(request: HttpRequest | None) -> PortalSnapshot | None:
    """Return the request's portal; None in the house and where there is no request."""
    portal: PortalSnapshot | None = getattr(request, "portal", None)
    return portal


def portal_of(request: HttpRequest) -> PortalSnapshot:
    """Return the request's portal. Raises ``Http404`` in the house."""
    portal = portal_or_none(request)
    if portal is None:
        raise Http404
    return portal


def language_of(request: HttpRequest) -> str:
    language: str = request.LANGUAGE_CODE
    return language


def page_asked(request: HttpRequest, key: int) -> Page | None:
    """Return a page that the request names by key, with its language; read once.

    The working unit, the wall between units and the explorer all ask for the same one.
    Two flags spare the explorer questions that mostly find nothing: ``is_under_way`` on
    a route, ``is_translated`` into another language.
    """
    pages: dict[int, Page | None] = vars(request).setdefault("_pages_asked", {})
    if key not in pages:
        found = Page.objects.select_related("locale").filter(pk=key)
        pages[key] = found.annotate(
            is_under_way=Exists(states_on_route()), is_translated=_is_translated()
        ).first()
    return pages[key]


def _is_translated() -> Exists:
    others = Page.objects.filter(translation_key=OuterRef("translation_key"))
    return Exists(others.exclude(pk=OuterRef("pk")))


def client_address(request: HttpRequest) -> str:
    """Return the address that the outermost of our own proxies was asked from.

    Each proxy writes behind what it was told, so only the last ``PROXIES`` entries are
    ours to believe; whatever stands before them may have been made up.
    """
    told = request.headers.get("X-Forwarded-For", "").split(",")
    if settings.PROXIES and len(told) >= settings.PROXIES and told[-1].strip():
        return told[-settings.PROXIES].strip()
    address: str = request.META.get("REMOTE_ADDR", "")
    return address
