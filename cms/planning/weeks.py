"""Weeks as offices count them: from Monday, numbered as ISO 8601 does."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

FIRST_YEAR, LAST_YEAR = 2000, 2199  # what plans may be of
NAMED = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True)
class Week:
    """One week by its Monday."""

    monday: date

    @classmethod
    def of(cls, day: date) -> "Week":
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def named(cls, name: str, default: date) -> "Week":
        """Return the week written as ``2026-W47``; that of a day where nothing is."""
        found = NAMED.fullmatch(name)
        if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            return cls.of(default)
        try:
            return cls(date.fromisocalendar(int(found[1]), int(found[2]), 1))
        except ValueError:
            return cls.of(default)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def name(self) -> str:
        year, number, _day = self.monday.isocalendar()
        return f"{year}-W{number:02}"

    @property
    def before(self) -> "Week":
        return Week(self.monday - timedelta(days=7))

    @property
    def after(self) -> "Week":
        return Week(self.monday + timedelta(days=7))

    def around(self, number: int) -> list["Week"]:
        """Return so many weeks before it, itself, and as many after it."""
        first = self.monday - timedelta(days=7 * number)
        return [Week(first + timedelta(days=7 * one)) for one in range(2 * number + 1)]

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Return the midnight it begins with, and the one that ends it."""
        return _midnight(self.monday), _midnight(self.after.monday)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
