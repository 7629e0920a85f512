"""Warnings are known before they are needed: also by pages made while nothing answers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from cms.alerts.showing import read
from sites.requests import portal_or_none


class KnowAlerts:
    """Read a portal's warnings with its first request; later ones cost nothing.

    A process that only hands out kept answers would else not know of them when the
    database goes away.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        portal = portal_or_none(request)
        if portal is not None:
            read(portal)
        return self.get_response(request)
