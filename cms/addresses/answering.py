"""What a reader hears at an old address: where it is now, or that it is gone."""

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from wagtail.models import Page

from cms.addresses.book import Found, book_of
from cms.addresses.hits import tally
from cms.addresses.models import AddressRule
from cms.addresses.reading import Asked, asked_in
from cms.core.former import present_url_path
from sites.addresses import address_of, url_path_at
from sites.forwarding import Moment
from sites.snapshots import PortalSnapshot

READS = {"GET", "HEAD"}
REMEMBERED_SECONDS = 3600  # an address can be given to a page
GONE = 410


def answer(
    request: HttpRequest, portal: PortalSnapshot, moment: Moment
) -> HttpResponseBase | None:
    """Answer by the most specific rule; None where none has anything to say."""
    if request.method not in READS or book_of(portal).is_empty:
        return None
    if moment is Moment.QUESTION and not book_of(portal).asks_questions:
        return None
    found = choose(asked_in(request), request.path_info, portal, moment)
    return _led(request, portal, found, moment) if found else None


def choose(
    asked: Asked, path: str, portal: PortalSnapshot, moment: Moment
) -> Found | None:
    """Return the most specific rule to which nothing else is preferred."""
    matching = book_of(portal).matching(
        asked, lambda names: AddressRule.objects.named(portal.portal_id, names)
    )
    for found in matching:
        if not _gives_way(found.rule, path, portal, moment):
            return found
    return None


def _gives_way(
    rule: AddressRule, path: str, portal: PortalSnapshot, moment: Moment
) -> bool:
    """Tell whether something else stands at the address, which is then shown.

    A rule that looks behind the “?”, or names the second hostname that is asked, says
    more than an address of the portal does.
    """
    if rule.names:
        return False
    if moment is Moment.QUESTION:
        return True
    if moment is Moment.OTHER_HOST:
        return not rule.host and place_now(path, portal) is not None
    return not path.endswith("/") and _is_live(url_path_at(f"{path}/", portal))


def _led(
    request: HttpRequest, portal: PortalSnapshot, found: Found, moment: Moment
) -> HttpResponseBase | None:
    rule = found.rule
    if rule.answers_gone:
        tally.note(rule.pk)
        return _gone(request)
    address = address_now(found, portal)
    if address is None:
        return None
    tally.note(rule.pk)
    if moment is Moment.OTHER_HOST and address.startswith("/"):
        address = f"{portal.root_url}{address}"
    response = HttpResponsePermanentRedirect(address)
    patch_cache_control(response, max_age=REMEMBERED_SECONDS)
    return response


def _gone(request: HttpRequest) -> HttpResponse:
    response = render(request, "addresses/410.html", status=GONE)
    patch_cache_control(response, no_cache=True)
    return response


def address_now(found: Found, portal: PortalSnapshot) -> str | None:
    """Return where a rule leads now: to a page that moved, and on, in one step."""
    rule = found.rule
    if rule.page is not None:
        return address_of(rule.page.url_path, portal) if rule.page.live else None
    address = rule.end.address(found.values)
    if rule.end.is_outside or "?" in address or "#" in address:
        return address
    return place_now(address, portal) or address


def place_now(path: str, portal: PortalSnapshot) -> str | None:
    """Return where the page of a path is: there, or where it moved; None if nowhere."""
    url_path = url_path_at(path if path.endswith("/") else f"{path}/", portal)
    if _is_live(url_path):
        return address_of(url_path, portal)
    now = present_url_path(url_path)
    return address_of(now, portal) if now else None


def _is_live(url_path: str) -> bool:
    found: bool = Page.objects.filter(url_path=url_path, live=True).exists()
    return found
