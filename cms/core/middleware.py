"""What every request passes before it reaches a view."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import (
    HttpRequest,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cms.audit.kinds import Kind
from cms.audit.services import record
from cms.core.gate import GateError
from cms.core.words import StillNeededError
from search.text import nfc

GetResponse = Callable[[HttpRequest], HttpResponseBase]
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


class NormaliseInput:
    """Compose all text that comes in by forms and addresses (V-01: NFC).

    Some systems send “ò” as “o” and a mark. Composed once at the door, a title typed
    there equals the same title typed anywhere else.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.GET:
            request.GET = composed(request.GET, storable)  # type: ignore[assignment]
        request.path_info = storable(request.path_info)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> None:
        """Read the form only now: views that stream their body were not disturbed."""
        if request.method == "POST" and request.content_type in FORM_TYPES:
            request.POST = composed(request.POST)  # type: ignore[assignment]


class TellOfTheGate:
    """Tells people and programs that the gate is shut, and what to do instead.

    Whatever was typed into the editor is a draft by then; other forms are shown again.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if isinstance(exception, ProtectedError):
            exception = StillNeededError(exception)
        if not isinstance(exception, GateError):
            return None
        if not _is_read_by_people(request):
            return JsonResponse({"message": str(exception)}, status=403)
        facts = {
            "method": request.method,
            "path": request.path_info,
            "page": exception.page_id,
        }
        record(kind=Kind.REFUSED, request=request, facts=facts)
        messages.error(request, str(exception))
        return HttpResponseRedirect(_way_back(request))


def _is_read_by_people(request: HttpRequest) -> bool:
    by_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
    sends_json = request.content_type == "application/json"
    wanted = request.get_preferred_type(["text/html", "application/json"])
    return not by_script and not sends_json and wanted == "text/html"


def _way_back(request: HttpRequest) -> str:
    """Return where somebody came from, else the form itself, else the list of pages."""
    came_from = request.headers.get("referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        came_from, {request.get_host()}, require_https=request.is_secure()
    )
    if is_ours and not came_from.endswith(request.get_full_path()):
        return came_from
    if request.method == "POST":
        return request.get_full_path()
    return reverse("wagtailadmin_explore_root")


def storable(text: str) -> str:
    """Return composed text that every database takes.

    PostgreSQL refuses NUL, and a question with one is no fault of the house's. It
    becomes the sign for “no character”, which no page or word contains. In forms it is
    left to the form, which says what is wrong.
    """
    return nfc(text).replace("\0", "\N{REPLACEMENT CHARACTER}")


def composed(values: QueryDict, mend: Callable[[str], str] = nfc) -> QueryDict:
    """Return the same values composed; the object itself when they were so already."""
    if all(
        mend(text) == text
        for key, texts in values.lists()
        for text in (key, *map(str, texts))
    ):
        return values
    result = QueryDict(mutable=True, encoding=values.encoding)
    for key, texts in values.lists():
        result.setlist(mend(key), [mend(str(text)) for text in texts])
    result._mutable = False
    return result
