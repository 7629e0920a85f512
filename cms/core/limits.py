"""How often one address may send or guess within an hour, without asking anybody else.

Counted in the ``security`` cache, which fails closed (ADR 0019). What is kept there is
a keyed hash of the address and the hour, so that an address can neither be read back nor
followed from one hour to the next; it is deleted with the hour.
"""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address

from django.core.cache import caches
from django.db import DatabaseError
from django.utils.crypto import salted_hmac

HOUR = 3600
IPV6_NETWORK = 64  # what one household or phone holds


class CountingFailedError(Exception):
    """Nobody knows how often an address came: it must not go on."""


@dataclass(frozen=True)
class Allowance:
    """So many places an hour for each address; a place is taken, never given back."""

    name: str
    places: int

    def is_spent(self, address: str, now: datetime) -> bool:
        """Tell whether every place is taken. Raises ``CountingFailedError``."""
        return not self._free(self._keys(address, now))

    def take(self, address: str, now: datetime) -> bool:
        """Take a place; tell whether one was left. Raises ``CountingFailedError``.

        ``add`` writes a key or finds it written, so that requests at one moment never
        share a place.
        """
        free = self._free(self._keys(address, now))
        if not free:
            return False
        try:
            taken = any(caches["security"].add(key, 1, timeout=HOUR) for key in free)
        except DatabaseError as fault:
            raise CountingFailedError from fault
        if not taken:  # a table that can't be written looks like a place just taken
            raise CountingFailedError
        return True

    def _free(self, keys: list[str]) -> list[str]:
        try:
            taken = caches["security"].get_many(keys)
        except DatabaseError as fault:
            raise CountingFailedError from fault
        return [key for key in keys if key not in taken]

    def _keys(self, address: str, now: datetime) -> list[str]:
        hour = int(now.timestamp()) // HOUR
        sender = salted_hmac(
            f"cms.core.limits.{self.name}.{hour}",
            network_of(address),
            algorithm="sha256",
        ).hexdigest()
        return [f"{self.name}:{sender}:{place}" for place in range(self.places)]


def network_of(address: str) -> str:
    """Return what counts as one sender: an IPv4 address, or the network of an IPv6 one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(int(parsed) >> (128 - IPV6_NETWORK))
