"""What templates know of how the reader wants the page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from cms.display.preferences import reading_display
from sites.requests import language_of, portal_or_none


def display(request: HttpRequest) -> dict[str, Any]:
    """Return ``display`` and the address of its form; nothing in the house."""
    portal = portal_or_none(request)
    if portal is None:
        return {}
    facts = portal.language(language_of(request)) or portal.default_language
    return {
        "display": reading_display(request),
        "display_url": f"{facts.prefix}{reverse('display')}",
    }
