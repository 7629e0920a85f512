"""What readers, their devices and every cache on the way may keep of an answer."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict

from cms.operations import answers
from sites.answers import Notes, taking_notes
from sites.directory import directory
from sites.requests import portal_or_none
from sites.snapshots import PortalSnapshot

GetResponse = Callable[[HttpRequest], HttpResponseBase]

READS = {"GET", "HEAD"}
OK = 200
# What other sites hang on links to follow people around. No view reads it.
TRACKERS = {"fbclid", "gclid", "zarsrc", "mc_cid", "mc_eid"}
TRACKER_PREFIX = "utm_"

ASK_AGAIN = "no-cache"
NOBODY = "no-store"
FOR_ONE = "private, no-store"


class KeepAnswers:
    """Answer readers from what was made before, while it is fresh.

    Kept is what a view marked (``sites.answers.kept``) answered to a reader without a
    session, with 200 and without a cookie. Everything else gets a ``Cache-Control``
    that forbids keeping it, unless its view knew better.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        portal = portal_or_none(request)
        if portal is None:
            return self.get_response(request)
        if request.method not in READS:
            return _marked(self.get_response(request), NOBODY)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return _marked(self.get_response(request), FOR_ONE)
        forget_trackers(request)
        return self._read(request, portal)

    def _read(self, request: HttpRequest, portal: PortalSnapshot) -> HttpResponseBase:
        key = answers.key_of(request, portal)
        before = answers.find(key)
        if before is not None and before.is_fresh(portal):
            return before.response(request)
        house = directory.house_stamp(portal.portal_id)
        with taking_notes(portal.portal_id) as notes:
            response = self.get_response(request)
        if not isinstance(response, HttpResponse) or not may_be_kept(response, notes):
            return _marked(response, ASK_AGAIN)
        answer = answers.make(
            response, notes, portal=portal, house=house, before=before
        )
        if request.method == "GET":
            answers.keep(key, answer)
        return answer.response(request)


def may_be_kept(response: HttpResponse, notes: Notes) -> bool:
    """Tell whether an answer is the same for everybody."""
    return (
        notes.may_be_kept
        and response.status_code == OK
        and not response.cookies
        and "Cache-Control" not in response
    )


def forget_trackers(request: HttpRequest) -> None:
    """Take other sites' marks off an address: it is the same page without them."""
    names = [name for name in request.GET if _is_tracker(name)]
    if not names:
        return
    clean = QueryDict(mutable=True, encoding=request.GET.encoding)
    for name, values in request.GET.lists():
        if name not in names:
            clean.setlist(name, values)
    clean._mutable = False
    request.GET = clean  # type: ignore[assignment]
    request.META["QUERY_STRING"] = clean.urlencode()


def _is_tracker(name: str) -> bool:
    return name in TRACKERS or name.startswith(TRACKER_PREFIX)


def _marked(response: HttpResponseBase, policy: str) -> HttpResponseBase:
    """Write a policy on an answer that has none; files have their own."""
    if response.status_code >= 500:  # noqa: PLR2004
        policy = NOBODY
    if not response.streaming and "Cache-Control" not in response:
        response["Cache-Control"] = policy
    return response
