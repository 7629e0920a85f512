"""One counter per portal and one for the directory, compared by every process.

What a process remembers (hosts, menus) carries the stamp it was built under. A reader's
request compares stamps at most once per second and process, so remembering costs no
query per request, and a change is seen everywhere within a second and at once in the
process that made it.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q, Sum

from sites.models import Stamp

DIRECTORY = "directory"  # everything that is remembered
HOSTS = "hosts"  # only which names lead where


def portal_stamp(portal_id: int) -> str:
    return f"portal:{portal_id}"


def read(*names: str) -> tuple[int, ...]:
    """Return the counters in the order asked, zero for one never raised."""
    known = dict(Stamp.objects.filter(name__in=names).values_list("name", "value"))
    return tuple(known.get(name, 0) for name in names)


@dataclass(frozen=True)
class Reading:
    """All that one portal's pages are compared with."""

    directory: int
    hosts: int
    portal: int
    house: int  # rises with every change anywhere


def read_for(portal_id: int) -> Reading:
    """Return one portal's counters in one query.

    The house has no counter of its own, which all publications would queue for: the sum
    of the others rises with each of them.
    """

    def counter(name: str) -> Sum:
        return Sum("value", filter=Q(name=name), default=0)

    found = Stamp.objects.aggregate(
        directory=counter(DIRECTORY),
        hosts=counter(HOSTS),
        portal=counter(portal_stamp(portal_id)),
        house=Sum("value", default=0),
    )
    return Reading(**found)


def raise_stamp(name: str) -> None:
    """Raise a counter: what was remembered under it is out of date."""
    with transaction.atomic():
        Stamp.objects.get_or_create(name=name)
        Stamp.objects.filter(name=name).update(value=F("value") + 1)
