"""Until when a name is registered, where its registry tells (RDAP, RFC 9083).

Registries of ``.vn`` tell nobody reliably; there the date stands on the confirmation of
registration and is entered by hand.
"""

import json
from datetime import date, timedelta
from http import HTTPStatus
from http.client import HTTPException
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cms.health.fetching import Answer, BadAddressError, EndlessError, follow
from cms.health.findings import Finding, by_date, found_in, unknown
from cms.health.models import Source
from cms.health.names import registered_name
from cms.health.network import (
    InnerAddressError,
    Network,
    NoNameError,
    NotAnsweredError,
    is_reserved,
)
from cms.health.states import Fault

LONGEST = timedelta(days=366 * 11)  # no registry takes more than ten years
MEDIA_TYPE = "application/rdap+json, application/json"
FAILURES = (
    (TimeoutError, unknown(Fault.TIME_OUT)),
    (NoNameError, unknown(Fault.RESOLVER)),
    (NotAnsweredError, unknown(Fault.RESOLVER)),
    (BadAddressError, unknown(Fault.BAD_ANSWER)),
    (EndlessError, unknown(Fault.LOOP)),
    (HTTPException, unknown(Fault.BAD_ANSWER)),
    (InnerAddressError, unknown(Fault.INNER)),
    (OSError, unknown(Fault.UNREACHABLE)),
)
CAUGHT = tuple(kind for kind, _finding in FAILURES)


def check_registration(network: Network, base: str, name: str, today: date) -> Finding:
    """Ask the registry until when the name above a hostname is registered."""
    if is_reserved(name) and name not in network.unreserved:
        return unknown(Fault.RESERVED)
    if not base:
        return unknown(Fault.NO_DATE)
    domain = registered_name(name)
    try:
        answer = follow(
            network, f"{base.rstrip('/')}/domain/{domain}", accept=MEDIA_TYPE
        )
    except CAUGHT as fault:
        return found_in(FAILURES, fault)
    return _told(answer, domain, today)


def _told(answer: Answer, domain: str, today: date) -> Finding:
    if answer.status != HTTPStatus.OK:
        return unknown(Fault.NO_DATE, f"HTTP {answer.status}")
    end = _end_told(answer.text, domain)
    if end is None or not today - LONGEST < end < today + LONGEST:
        return unknown(Fault.BAD_ANSWER)
    return by_date(end, today, detail=domain, source=Source.REGISTRY)


def _end_told(text: str, domain: str) -> date | None:
    """Return the day of expiry, if the answer is about this name and can be read."""
    try:
        told: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or _name_in(told) != domain:
        return None
    events = told.get("events")
    for event in events if isinstance(events, list) else []:
        if isinstance(event, dict) and event.get("eventAction") == "expiration":
            return _day(event.get("eventDate"))
    return None


def _name_in(told: dict[str, Any]) -> str:
    name = told.get("ldhName")
    return name.lower().rstrip(".") if isinstance(name, str) else ""


def _day(value: object) -> date | None:
    try:
        moment = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if moment is None:
        return None
    aware = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    return timezone.localtime(aware).date()
