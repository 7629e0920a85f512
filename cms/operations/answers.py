"""Answers kept for the next reader, and when they are out of date.

What is kept is the whole answer under its address. It is as fresh as the stamps it was
made under: the portal's own, for what looks beyond the portal all stamps together, and
the day, because every page shows today's date. Comparing them costs at most one query a
second, so a change is seen at once in the process that made it and everywhere within
``sites.directory.RECHECK_SECONDS``.
"""

import gzip
import hashlib
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from cms.core.models import ContentForm
from cms.display.preferences import display_of, saves_data
from cms.operations.version import code_version
from sites.answers import Notes
from sites.directory import directory
from sites.snapshots import PortalSnapshot

# Readers' devices ask every time and mostly hear “not modified”: nothing is ever stale.
FOR_EVERYBODY = "public, max-age=0, must-revalidate"
KEPT_SECONDS = 24 * 3600  # at midnight the date of every page changes anyway
COMPRESSION = 5
NEVER = -1  # no stamp has this value
GZIP = re.compile(
    r"(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?:1|0\.0*[1-9])[\d.]*\s*)?(?=,|$)"
)
# Parameters by which kept answers may differ, and what their values look like; a form
# sends empty ones, too. An address with any other is made anew for everyone who asks.
PARAMETERS = {
    "page": re.compile(r"[1-9]\d{0,4}"),
    "form": re.compile("|".join(("", *ContentForm.values))),
    "year": re.compile(r"(?:[12]\d{3})?"),
}


@dataclass(frozen=True)
class Answer:
    """One answer, compressed, with what it was made under."""

    body: bytes
    headers: dict[str, str]
    etag: str
    changed_at: int  # whole seconds, rounded up
    stamp: tuple[int, int]
    house: int | None  # None: it shows nothing of other portals
    until: datetime

    def is_fresh(self, portal: PortalSnapshot) -> bool:
        return (
            self.stamp == portal.stamp
            and self.house in {None, directory.house_stamp(portal.portal_id)}
            and timezone.now() < self.until
        )

    def response(self, request: HttpRequest) -> HttpResponse:
        """Return the answer as this reader's device can take it, or a 304."""
        response = HttpResponse(headers=self.headers)
        response["ETag"] = self.etag
        response["Cache-Control"] = FOR_EVERYBODY
        patch_vary_headers(response, ("Accept-Encoding",))
        last_modified = self._last_modified()
        if last_modified is not None:
            response["Last-Modified"] = http_date(last_modified)
        answer: HttpResponse = get_conditional_response(  # type: ignore[assignment]
            request, self.etag, last_modified, response
        )
        if answer.status_code == 200:  # noqa: PLR2004
            self._fill(answer, request)
        return answer

    def _last_modified(self) -> int | None:
        """Return the second of the last change, once it is over.

        Before that a second change may follow within it and could not be told apart.
        """
        return (
            self.changed_at if self.changed_at <= timezone.now().timestamp() else None
        )

    def _fill(self, response: HttpResponse, request: HttpRequest) -> None:
        if GZIP.search(request.headers.get("Accept-Encoding", "")):
            response.content = self.body
            response["Content-Encoding"] = "gzip"
        else:
            response.content = gzip.decompress(self.body)
        response["Content-Length"] = str(len(response.content))


def key_of(request: HttpRequest, portal: PortalSnapshot) -> str | None:
    """Return under which name an answer is kept; None for an address that never is.

    The language is part of the path. The port is not: anybody may send any.
    """
    parameters = sorted(request.GET.lists())
    if not all(_is_known(name, values) for name, values in parameters):
        return None
    parts = (
        code_version(),
        str(portal.portal_id),
        request.path_info,
        urlencode(parameters, doseq=True),
        display_of(request),
        "save-data" if saves_data(request) else "",
    )
    return f"answer:{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()}"


def _is_known(name: str, values: Iterable[object]) -> bool:
    pattern = PARAMETERS.get(name)
    found = [str(value) for value in values]
    return pattern is not None and len(found) == 1 and bool(pattern.fullmatch(found[0]))


def find(key: str | None) -> Answer | None:
    """Return what is kept under a key, fresh or not."""
    if key is None or not settings.PAGE_CACHE:
        return None
    kept = cache.get(key)
    return kept if isinstance(kept, Answer) else None


def make(
    response: HttpResponse,
    notes: Notes,
    *,
    portal: PortalSnapshot,
    house: int | None,
    before: Answer | None,
) -> Answer:
    """Return an answer of what a view just made.

    One that came out as it was before keeps the time of its last change.
    """
    etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    unchanged = before is not None and before.etag == etag
    return Answer(
        body=gzip.compress(response.content, COMPRESSION, mtime=0),
        headers=dict(response.items()),
        etag=etag,
        changed_at=before.changed_at
        if before is not None and unchanged
        else math.ceil(timezone.now().timestamp()),
        stamp=portal.stamp,
        house=_house_for(notes, house),
        until=min(notes.until or _midnight(), _midnight()),
    )


def _house_for(notes: Notes, house: int | None) -> int | None:
    """Return the stamps of the house an answer depends on, one that never comes back."""
    if not notes.looks_beyond:
        return None
    return NEVER if house is None else house


def keep(key: str | None, answer: Answer) -> None:
    if key is not None and settings.PAGE_CACHE:
        cache.set(key, answer, KEPT_SECONDS)


def _midnight() -> datetime:
    tomorrow = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time()))
