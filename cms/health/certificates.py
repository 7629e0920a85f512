"""Whether a hostname shows a certificate that browsers believe, and until when."""

import ssl
from datetime import date
from time import monotonic

from cryptography import x509
from django.utils import timezone

from cms.health.findings import Finding, by_date, found_in, unknown
from cms.health.models import Source
from cms.health.network import (
    Network,
    NoNameError,
    NotAnsweredError,
    connect,
    is_reserved,
    remaining,
)
from cms.health.states import Fault, State

# Codes of OpenSSL (X509_V_ERR_…).
OVER, OWN, OWN_IN_CHAIN, OTHER_NAME = 10, {18}, {19}, {62, 64}


FAILURES = (
    (NoNameError, unknown(Fault.RESOLVER)),  # the check of the name tells of it
    (NotAnsweredError, unknown(Fault.RESOLVER)),
    (TimeoutError, unknown(Fault.TIME_OUT)),
    (ConnectionRefusedError, Finding(State.BROKEN, Fault.REFUSED)),
    (ConnectionError, Finding(State.BROKEN, Fault.BROKEN_OFF)),
    (ssl.SSLError, Finding(State.BROKEN, Fault.BROKEN_OFF)),
    (OSError, unknown(Fault.UNREACHABLE)),
)


def check_certificate(network: Network, name: str, today: date) -> Finding:
    """Shake hands as a browser would and tell what is wrong, or until when it is good."""
    if is_reserved(name) and name not in network.unreserved:
        return unknown(Fault.RESERVED)
    try:
        addresses = network.resolve(name, network.seconds)
        return _shaken(network, name, addresses, today)
    except (NoNameError, NotAnsweredError, OSError) as fault:
        return found_in(FAILURES, fault)


def _shaken(network: Network, name: str, addresses: list[str], today: date) -> Finding:
    try:
        raw = _shown(network, name, addresses, network.security())
    except ssl.SSLCertVerificationError as doubt:
        return _doubted(network, name, addresses, today, doubt)
    return _read(raw, today)


def _shown(
    network: Network, name: str, addresses: list[str], secure: ssl.SSLContext
) -> bytes:
    """Return the certificate that is shown. Raises ``OSError`` of any kind."""
    ends = monotonic() + network.seconds
    with connect(addresses, network.port, ends) as sock:
        sock.settimeout(remaining(ends))
        with secure.wrap_socket(sock, server_hostname=name) as shaken:
            return shaken.getpeercert(binary_form=True) or b""


def _read(raw: bytes, today: date) -> Finding:
    try:
        certificate = x509.load_der_x509_certificate(raw)
        issuer = certificate.issuer.rfc4514_string()
        end = timezone.localtime(certificate.not_valid_after_utc).date()
    except ValueError:
        return unknown(Fault.BAD_ANSWER)
    return by_date(end, today, detail=issuer, source=Source.CERTIFICATE)


def _doubted(
    network: Network,
    name: str,
    addresses: list[str],
    today: date,
    doubt: ssl.SSLCertVerificationError,
) -> Finding:
    """Look at a certificate that nobody believes: it is shown once more, unproved."""
    loose = ssl.create_default_context()
    loose.check_hostname = False
    loose.verify_mode = ssl.CERT_NONE
    try:
        seen = _read(_shown(network, name, addresses, loose), today)
    except OSError:
        seen = unknown(Fault.BROKEN_OFF)
    if doubt.verify_code == OVER:
        return Finding(
            State.EXPIRED, Fault.ENDS, seen.detail, seen.expires_on, seen.source
        )
    fault = _fault_of(doubt.verify_code)
    return Finding(State.BROKEN, fault, seen.detail, seen.expires_on, seen.source)


def _fault_of(code: int) -> Fault:
    if code in OTHER_NAME:
        return Fault.WRONG_NAME
    return Fault.SELF_SIGNED if code in OWN else Fault.UNTRUSTED
