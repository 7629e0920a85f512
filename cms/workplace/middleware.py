"""What the house's own pages may load, and which portal each of them is about."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse

from cms.workplace.marks import note_place

GetResponse = Callable[[HttpRequest], HttpResponseBase]
HEADER = "Content-Security-Policy"
# Django's own pages about a fault, in development, carry their style with them.
TOLD_BY_DJANGO = (HTTPStatus.NOT_FOUND, HTTPStatus.INTERNAL_SERVER_ERROR)


def policy() -> str:
    """Return the policy of the administration (traps.md, section 3).

    No script and no style stands in a page; nothing is fetched from another host. A
    form may lead elsewhere only where somebody logs in at another house.
    """
    own = "'self'"
    rules = {
        "default-src": ["'none'"],
        "script-src": [own],
        "style-src": [own],
        "img-src": [own, "data:", "blob:"],
        "font-src": [own],
        "media-src": [own, "blob:"],
        "connect-src": [own],
        "frame-src": [own],
        "frame-ancestors": [own],
        "form-action": [own, *settings.HOUSE_FORM_TARGETS],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


class HousePolicy:
    """Send the policy with every answer of the house's own hosts.

    An answer that brings a stricter one (a document that is served) keeps it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.policy = policy()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        in_house = getattr(request, "portal", None) is None
        if in_house and not (settings.DEBUG and response.status_code in TOLD_BY_DJANGO):
            response.headers.setdefault(HEADER, self.policy)
        return response

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Remember, before the page is drawn, which object it is about."""
        note_place(request, response.context_data or {})
        return response
