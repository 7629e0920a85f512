"""The portal a request belongs to, as ``sites.middleware`` set it."""

from django.http import Http404, HttpRequest

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
