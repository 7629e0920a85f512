"""Which portal answers at a host: remembered per process, checked against stamps.

The first request for a host costs a handful of queries, later ones none; a change is
seen everywhere within ``RECHECK_SECONDS``.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from sites import stamps
from sites.models import Portal, PortalHostname
from sites.snapshots import PortalSnapshot, take_snapshot

RECHECK_SECONDS = 1.0


@dataclass
class Held:
    """A snapshot, what the house's stamps came to, and when they were last compared."""

    snapshot: PortalSnapshot
    house: int
    checked_at: float


class Directory:
    """The process's memory of portals.

    One instance serves all threads: every write is a single assignment, and losing one
    costs a repeated query.
    """

    def __init__(self) -> None:
        self._stamp = -1
        self._hosts_stamp = -1
        self.memo: dict[str, Any] = {}  # what is remembered of the house as a whole
        self._held: dict[int, Held] = {}
        self._names: dict[tuple[str, str], int] = {}
        self._forgotten_at = 0.0

    def forget(self) -> None:
        """Compare every stamp anew at the next question.

        Also those that another thread is reading at this moment.
        """
        self._forgotten_at = time.monotonic()

    def forget_all(self) -> None:
        """Remember nothing: what was read may have been rolled back."""
        self._reset(-1)

    def portal(self, portal_id: int) -> PortalSnapshot | None:
        """Return the portal as it is now, at most ``RECHECK_SECONDS`` old."""
        held = self._held.get(portal_id)
        now = time.monotonic()
        if held and self._is_recent(held, now):
            return held.snapshot
        read = stamps.read_for(portal_id)
        if read.directory != self._stamp:
            self._reset(read.directory)
            held = None
        if read.hosts != self._hosts_stamp:
            self._names = {}
            self._hosts_stamp = read.hosts
        if held is None or held.snapshot.stamp != (read.directory, read.portal):
            return self._take(portal_id, read, now)
        held.house = read.house
        held.checked_at = now
        self._remember_folder(held.snapshot)
        return held.snapshot

    def house_stamp(self, portal_id: int) -> int | None:
        """Return what the house's stamps came to when the portal's were compared."""
        held = self._held.get(portal_id)
        return held.house if held else None

    def _is_recent(self, held: Held, now: float) -> bool:
        return (
            held.checked_at > self._forgotten_at
            and now - held.checked_at < RECHECK_SECONDS
        )

    def portal_at(self, hostname: str) -> PortalSnapshot | None:
        """Return the portal with this hostname, canonical or not."""
        return self._named("host", hostname, PortalHostname.objects.portal_at)

    def remembered_at(self, hostname: str) -> PortalSnapshot | None:
        """Return the portal with this hostname as it was last known; asks nothing."""
        held = self._held.get(self._names.get(("host", hostname), 0))
        return held.snapshot if held else None

    def portal_of_path(self, url_path: str) -> PortalSnapshot | None:
        """Return the portal a page's ``url_path`` lies in, by its unit folder."""
        folder = url_path.split("/", 2)[1]
        return self._named("folder", folder, Portal.objects.in_folder)

    def portal_at_port(self, port: int) -> PortalSnapshot | None:
        """Return the portal a port stands in for where hosts are not resolved."""
        first = settings.PORTAL_PORTS_FROM
        if not first or port < first:
            return None
        portal_id = Portal.objects.nth(port - first)
        return self.portal(portal_id) if portal_id else None

    def _named(
        self, kind: str, name: str, find: Callable[[str], int | None]
    ) -> PortalSnapshot | None:
        """Return the portal behind a name, which is looked up once per stamp."""
        key = (kind, name)
        known = self._names.get(key)
        if known is not None:
            snapshot = self.portal(known)
            if key in self._names:  # else a reset came between: ask again
                return snapshot
        portal_id = find(name)
        if portal_id is None:
            return None
        snapshot = self.portal(portal_id)
        self._names[key] = portal_id  # after the question, which may have reset it
        return snapshot

    def _reset(self, stamp: int) -> None:
        self._held = {}
        self._names = {}
        self.memo = {}
        self._stamp = stamp

    def _remember_folder(self, snapshot: PortalSnapshot) -> None:
        folder = snapshot.default_language.home_url_path.split("/", 2)[1]
        self._names["folder", folder] = snapshot.portal_id

    def _take(
        self, portal_id: int, read: stamps.Reading, now: float
    ) -> PortalSnapshot | None:
        snapshot = take_snapshot(portal_id, stamp=(read.directory, read.portal))
        if snapshot is None:
            self._held.pop(portal_id, None)
            return None
        self._held[portal_id] = Held(snapshot, read.house, now)
        self._remember_folder(snapshot)
        return snapshot


directory = Directory()
