"""Asking the name service whether a hostname leads here, without waiting for long."""

import socket
from contextlib import suppress
from queue import Empty, Queue
from threading import BoundedSemaphore, Thread

from django.conf import settings

from cms.provisioning.models import DnsState

TIMEOUT = 3.0  # seconds; a system's resolver may take a minute
# Questions that were given up go on in their threads until the resolver gives up, too.
PLACES = BoundedSemaphore(8)
NOT_THERE = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


def ask(hostname: str, *, timeout: float = TIMEOUT) -> DnsState:
    """Return what the name service says; what is late or broken is ``UNKNOWN``."""
    if not settings.PORTAL_DNS_CHECK:
        return DnsState.SKIPPED
    if not hostname:
        return DnsState.UNASKED
    if not PLACES.acquire(blocking=False):
        return DnsState.UNKNOWN
    answers: Queue[DnsState] = Queue(1)
    Thread(target=_look_up, args=(hostname, answers), daemon=True).start()
    with suppress(Empty):
        return answers.get(timeout=timeout)
    return DnsState.UNKNOWN


def _look_up(hostname: str, answers: "Queue[DnsState]") -> None:
    state = DnsState.UNKNOWN
    try:
        state = _judged({row[4][0] for row in socket.getaddrinfo(hostname, None)})
    except socket.gaierror as fault:
        if fault.errno in NOT_THERE:
            state = DnsState.ABSENT
    except (OSError, UnicodeError):
        pass
    finally:
        PLACES.release()
        answers.put(state)


def _judged(addresses: set[str | int]) -> DnsState:
    """Compare with the house's own addresses, where it is told them."""
    own = set(settings.PORTAL_ADDRESSES)
    if not addresses:
        return DnsState.ABSENT
    return (
        DnsState.ELSEWHERE if own.isdisjoint(addresses) and own else DnsState.RESOLVES
    )
