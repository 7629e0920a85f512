"""What the administration refused or handed out, written down as the answer leaves."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.messages import ERROR, get_messages
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from cms.audit.kinds import Kind
from cms.audit.services import record, write_held
from cms.audit.waiting import holding
from cms.users.models import User

GetResponse = Callable[[HttpRequest], HttpResponseBase]

FOUND, FORBIDDEN = 302, 403


class WriteSecurityLog:
    """Stands inside the middleware of sessions, people and messages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with holding() as drafts:
            response = self.get_response(request)
        write_held(drafts=drafts)
        if _in_administration(request) and _is_somebody(request):
            note(request, response)
        return response


def note(request: HttpRequest, response: HttpResponseBase) -> None:
    """Write down a refusal or a file that leaves.

    Nobody gets a file that could not be written down: the failure is raised.
    """
    if _is_refusal(request, response):
        facts = {"method": request.method, "path": request.path_info}
        record(kind=Kind.REFUSED, request=request, facts=facts)
    elif response.get("Content-Disposition", "").startswith("attachment"):
        facts = {
            "path": request.path_info,
            "query": request.META.get("QUERY_STRING", ""),
        }
        record(
            kind=Kind.EXPORTED,
            request=request,
            subject=_file_name(response),
            facts=facts,
        )


def _in_administration(request: HttpRequest) -> bool:
    return request.path_info.startswith(reverse("wagtailadmin_home"))


def _is_somebody(request: HttpRequest) -> bool:
    """Tell whether a person asked; REST framework leaves None where it asked nobody."""
    return isinstance(request.user, User)


def _is_refusal(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether somebody was turned away.

    Wagtail answers programs with 403, and sends people to its first page with a message.
    """
    if response.status_code == FORBIDDEN:
        return True
    doors = {reverse("wagtailadmin_home"), reverse("wagtailadmin_login")}
    leads_away = (
        response.status_code == FOUND and urlsplit(response["Location"]).path in doors
    )
    return leads_away and _says_no(request)


def _says_no(request: HttpRequest) -> bool:
    messages: Any = get_messages(request)
    if not getattr(messages, "added_new", False):
        return False
    found = any(message.level == ERROR for message in messages)
    messages.used = False  # looked at, not shown: it stays for the next page
    return found


def _file_name(response: HttpResponseBase) -> str:
    _kind, _mark, name = response["Content-Disposition"].partition("filename=")
    return name.strip('"')
