"""Questions about days to remember that ask for the calendar as well."""

from collections.abc import Collection
from datetime import date

from cms.almanac.falling import Falling, fallings
from cms.almanac.models import Occasion
from search.text import sort_key


def occasions_between(units: Collection[int], start: date, end: date) -> list[Falling]:
    """Return what falls for some units between two days, both included, in order.

    One query, however many units, days and years.
    """
    rows = Occasion.objects.for_units(units).select_related("unit")
    found = [one for row in rows for one in fallings(row, start, end)]
    return sorted(found, key=lambda one: (one.day, sort_key(one.occasion.name)))
