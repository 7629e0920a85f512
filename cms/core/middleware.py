"""What every request passes before it reaches a view."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, QueryDict

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
