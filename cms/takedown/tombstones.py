"""Addresses of items that were taken down, as fingerprints.

An address tells the words of a title. What is remembered of it is its SHA-256, so that
the tombstone of a stopped item tells nobody what stood there.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from wagtail.models import Page

from cms.core.former import place_of
from cms.core.models import EditorialRecord, FormerAddress
from cms.takedown.kinds import Kind, State
from cms.takedown.models import Removal, Tombstone
from sites.addresses import url_path_at
from sites.snapshots import PortalSnapshot

NOTHING_YET = ("takedown", "nothing yet")
SHORT = re.compile(r"^/(?:[a-z-]{2,12}/)?-/(?P<code>[0-9a-z]{10})/")


def digest_of_code(code: str) -> str:
    return sha256(f"code:{code.lower()}".encode()).hexdigest()


def digest_of_path(home_id: int, path: str) -> str:
    return sha256(f"{home_id}:{path}".encode()).hexdigest()


def addresses_of(record: EditorialRecord, pages: Iterable[Page]) -> Iterator[str]:
    """Yield the fingerprints of all addresses an item has and had."""
    yield digest_of_code(record.code)
    keys = []
    for page in pages:
        keys.append(page.pk)
        place = place_of(page.url_path)
        if place is not None:
            yield digest_of_path(place.home_id, place.path)
    former = FormerAddress.objects.filter(page__in=keys)
    for home_id, path in former.values_list("home", "path"):
        yield digest_of_path(home_id, path)


def raise_tombstones(removal: Removal, pages: Iterable[Page]) -> None:
    digests = set(addresses_of(removal.record, pages))
    Tombstone.objects.bulk_create(
        Tombstone(removal=removal, digest=digest) for digest in sorted(digests)
    )


def standing_at(path: str, portal: PortalSnapshot) -> Removal | None:
    """Return what was taken down from an address of a portal, or None.

    A portal from which nothing ever was costs no query: taking down raises its stamp,
    and what is remembered of it is thrown away.
    """
    if NOTHING_YET not in portal.memo:
        portal.memo[NOTHING_YET] = not Tombstone.objects.of_unit(
            portal.unit_id
        ).exists()
    if portal.memo[NOTHING_YET]:
        return None
    tombstone = Tombstone.objects.standing(list(_digests_at(path, portal)))
    return tombstone.removal if tombstone else _lying_at(path, portal)


def _lying_at(path: str, portal: PortalSnapshot) -> Removal | None:
    """Return what was taken down and moved with its section since."""
    url_path = url_path_at(path if path.endswith("/") else f"{path}/", portal)
    lying = Page.objects.filter(url_path=url_path, live=False)
    return (
        Removal.objects.filter(
            kind=Kind.TAKEDOWN,
            state=State.IN_FORCE,
            record__translation_key__in=lying.values("translation_key"),
        )
        .order_by("-decided_at")
        .first()
    )


def _digests_at(path: str, portal: PortalSnapshot) -> Iterator[str]:
    short = SHORT.match(path)
    if short:
        yield digest_of_code(short["code"])
        return
    url_path = url_path_at(path if path.endswith("/") else f"{path}/", portal)
    place = place_of(url_path)
    if place is None:
        return
    yield digest_of_path(place.home_id, place.path)
    above = FormerAddress.objects.nearest(place.home_id, place.path)
    if above is not None:  # the section it lay in was renamed since
        rest = place.path.removeprefix(above.path)
        now = place_of(above.page.url_path + rest)
        if now is not None:
            yield digest_of_path(now.home_id, now.path)
