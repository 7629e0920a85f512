"""Where a weakness is reported, in the form that researchers look for (RFC 9116)."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Answer on the house and on every portal; 404 while no contact is set."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    address = request.build_absolute_uri(request.path)
    text = "".join(f"{name}: {value}\n" for name, value in _fields(address))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _fields(address: str) -> Iterator[tuple[str, str]]:
    for contact in settings.SECURITY_CONTACT:
        yield "Contact", contact if ":" in contact else f"mailto:{contact}"
    # Whole days, so that the answer stays the same from one midnight to the next.
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    expires = today + timedelta(days=settings.SECURITY_TXT_DAYS)
    yield "Expires", expires.strftime("%Y-%m-%dT%H:%M:%SZ")
    yield "Preferred-Languages", ", ".join(settings.SECURITY_LANGUAGES)
    yield "Canonical", address
    if settings.SECURITY_POLICY_URL:
        yield "Policy", settings.SECURITY_POLICY_URL
