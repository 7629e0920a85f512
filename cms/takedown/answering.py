"""What a reader hears where an item was taken down: 410, when, and why in a word."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from cms.takedown.kinds import NAMELESS, Kind, Reason
from cms.takedown.models import Removal
from cms.takedown.tombstones import standing_at
from sites.forwarding import Moment
from sites.snapshots import PortalSnapshot

READS = {"GET", "HEAD"}
GONE = 410


def answer(
    request: HttpRequest, portal: PortalSnapshot, moment: Moment
) -> HttpResponseBase | None:
    """Answer where nothing stands any more; None where nothing was taken down."""
    if moment is not Moment.NOTHING or request.method not in READS:
        return None
    removal = standing_at(request.path_info, portal)
    return _gone(request, removal) if removal else None


def _gone(request: HttpRequest, removal: Removal) -> HttpResponse:
    context = {
        "day": removal.decided_at,
        "reason": Reason(removal.reason).label,
        "title": title_for_readers(removal, request.LANGUAGE_CODE),
    }
    response = render(request, "takedown/410.html", context, status=GONE)
    patch_cache_control(response, no_cache=True)
    return response


def title_for_readers(removal: Removal, language: str) -> str:
    """Return the title as it was, where repeating it does no harm."""
    if removal.reason in NAMELESS or removal.kind == Kind.STOP or not removal.shown:
        return ""
    titles = {one["language"]: one["title"] for one in removal.shown}
    found: str = titles.get(language) or removal.shown[0]["title"]
    return found
