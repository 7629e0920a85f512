"""What every request passes before it reaches a view."""

import unicodedata
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, QueryDict

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
            request.GET = composed(request.GET)  # type: ignore[assignment]
        request.path_info = unicodedata.normalize("NFC", request.path_info)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> None:
        """Read the form only now: views that stream their body were not disturbed."""
        if request.method == "POST" and request.content_type in FORM_TYPES:
            request.POST = composed(request.POST)  # type: ignore[assignment]


def composed(values: QueryDict) -> QueryDict:
    """Return the same values composed; the object itself when they were so already."""
    if all(
        unicodedata.is_normalized("NFC", text)
        for key, texts in values.lists()
        for text in (key, *map(str, texts))
    ):
        return values
    result = QueryDict(mutable=True, encoding=values.encoding)
    for key, texts in values.lists():
        result.setlist(
            unicodedata.normalize("NFC", key),
            [unicodedata.normalize("NFC", str(text)) for text in texts],
        )
    result._mutable = False
    return result
