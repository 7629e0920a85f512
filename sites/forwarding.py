"""The meeting place of readers' requests and of whoever knows old addresses (ADR 0034).

Features register a function; the portal's entrances ask it at three moments and at no
other, so that a page that stands where it always stood costs nothing more.
"""

from collections.abc import Callable
from enum import Enum

from django.http import HttpRequest, HttpResponseBase

from sites.snapshots import PortalSnapshot


class Moment(Enum):
    OTHER_HOST = "other host"  # before a second hostname leads to the canonical one
    QUESTION = "question"  # before the page of an address with a query is looked for
    NOTHING = "nothing"  # when nothing stands at the address


Ask = Callable[[HttpRequest, PortalSnapshot, Moment], HttpResponseBase | None]

_asked: list[Ask] = []


def register(ask: Ask) -> None:
    """Let a feature answer for old addresses; called once when apps are ready."""
    if ask not in _asked:
        _asked.append(ask)


def forwarded(
    request: HttpRequest, portal: PortalSnapshot, moment: Moment
) -> HttpResponseBase | None:
    """Return the answer of the first feature that knows the address, or None."""
    for ask in _asked:
        answer = ask(request, portal, moment)
        if answer is not None:
            return answer
    return None
