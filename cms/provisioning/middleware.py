"""The door of a portal on trial: open to the invited, shut to everybody else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from cms.core.restrictions import reading_on
from cms.provisioning.models import TrialInvitation
from cms.provisioning.passes import (
    DOOR,
    hand_pass,
    invitation_by_link,
    invitation_by_pass,
)
from sites.models import PortalStatus
from sites.requests import portal_or_none
from sites.snapshots import PortalSnapshot

GetResponse = Callable[[HttpRequest], HttpResponseBase]
FOR_ONE = "private, no-store"
# Without a word of content: what robots may do, whom to warn of a weakness, whether the
# house is alive, and the colours of the page that says why.
ALWAYS = frozenset(
    {"/robots.txt", "/.well-known/security.txt", "/-/song", "/-/mau.css"}
)


class TrialDoor:
    """Stand before everything that a portal on trial answers, kept answers included.

    No address has to be known: what is added tomorrow lies behind the door as well.
    Nothing of what is answered may be kept by anybody. Readers of other portals meet
    nothing of one on trial.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        portal = portal_or_none(request)
        if portal is None:
            return self.get_response(request)
        with reading_on(portal.portal_id):
            if portal.status == PortalStatus.TRIAL:
                return self._at_the_door(request, portal)
            return self.get_response(request)

    def _at_the_door(
        self, request: HttpRequest, portal: PortalSnapshot
    ) -> HttpResponseBase:
        if request.path_info in ALWAYS:
            return self.get_response(request)
        if request.path_info.startswith(DOOR):
            return _arrive(request, portal)
        if invitation_by_pass(request, portal) is None:
            return _turned_away(request)
        return _for_one(self.get_response(request))


def _arrive(request: HttpRequest, portal: PortalSnapshot) -> HttpResponseBase:
    """Give whoever comes with a good link a pass, and count that it was opened."""
    token = request.path_info.removeprefix(DOOR).strip("/")
    invitation = invitation_by_link(token, portal)
    if invitation is None or request.method not in {"GET", "HEAD"}:
        return _turned_away(request)
    response = redirect(portal.default_language.prefix + "/")
    if request.method == "GET":
        TrialInvitation.objects.filter(pk=invitation.pk).note_opening()
        hand_pass(response, invitation, portal)
    return _for_one(response)


def _turned_away(request: HttpRequest) -> HttpResponseBase:
    return _for_one(render(request, "trial/closed.html", status=403))


def _for_one(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = FOR_ONE
    for name in ("ETag", "Last-Modified"):
        if name in response:
            del response[name]
    return response
