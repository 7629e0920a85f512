"""Asking the name service whether a hostname leads here, without waiting for long."""

from django.conf import settings

from cms.health.names import check_name
from cms.health.network import Network
from cms.health.states import Fault, State
from cms.provisioning.models import DnsState

TIMEOUT = 3.0  # seconds; somebody is looking at the screen meanwhile
FAULTS = {Fault.NO_NAME: DnsState.ABSENT, Fault.ELSEWHERE: DnsState.ELSEWHERE}


def ask(hostname: str, *, timeout: float = TIMEOUT) -> DnsState:
    """Return what the name service says; what is late or broken is ``UNKNOWN``."""
    if not settings.PORTAL_DNS_CHECK:
        return DnsState.SKIPPED
    if not hostname:
        return DnsState.UNASKED
    network = Network(seconds=timeout, unreserved=(hostname,))
    found = check_name(network, hostname, settings.HOUSE_ADDRESSES)
    if found.state == State.FINE:
        return DnsState.RESOLVES
    return (
        FAULTS.get(found.fault, DnsState.UNKNOWN) if found.fault else DnsState.UNKNOWN
    )
