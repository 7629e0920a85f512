"""What a reader would hear at an address, and why: asked without counting a hit."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from cms.addresses.answering import address_now, choose, place_now
from cms.addresses.book import Found
from cms.addresses.reading import Asked, asked_by, unquoted
from sites.forwarding import Moment
from sites.models import PortalHostname
from sites.snapshots import PortalSnapshot


@dataclass(frozen=True)
class Verdict:
    """The answer in words, the rule it comes from, and where it leads."""

    words: str
    found: Found | None = None
    address: str = ""


def verdict(portal: PortalSnapshot, written: str) -> Verdict:
    """Go the way a reader's request goes."""
    asked = asked_by(written, portal.hostname)
    holder = PortalHostname.objects.portal_at(asked.host)
    if holder != portal.portal_id:
        return Verdict(_("“%(host)s” is no hostname of this portal.") % {"host": asked.host})  # fmt: skip
    path = _path_of(written)
    if asked.host != portal.hostname:
        found = choose(asked, path, portal, Moment.OTHER_HOST)
        if found is not None:
            return _by(found, portal)
    return _at_portal(asked, path, portal)


def _at_portal(asked: Asked, path: str, portal: PortalSnapshot) -> Verdict:
    found = choose(asked, path, portal, Moment.QUESTION) if asked.parameters else None
    if found is not None:
        return _by(found, portal)
    now = place_now(path, portal)
    if now is not None:
        return _at_page(path, now)
    found = choose(asked, path, portal, Moment.NOTHING)
    if found is not None:
        return _by(found, portal)
    return Verdict(_("No page stands there and no old address is known: 404."))


def _at_page(path: str, now: str) -> Verdict:
    if now.rstrip("/") == path.rstrip("/"):
        return Verdict(_("A page of the portal stands there and is shown."), None, now)
    words = _("A page stood there; it was moved or renamed, and is found by itself.")
    return Verdict(words, None, now)


def _by(found: Found, portal: PortalSnapshot) -> Verdict:
    if found.rule.answers_gone:
        return Verdict(_("Withdrawn: readers are told so (410)."), found)
    address = address_now(found, portal)
    if address is None:
        return Verdict(_("The page of this old address is not published: 404."), found)
    return Verdict(_("Readers are led on (301)."), found, address)


def _path_of(written: str) -> str:
    """Return the path as a request would have it."""
    return unquoted(urlsplit(written).path) or "/"
