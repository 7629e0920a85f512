"""Weeks as offices count them: from Monday, numbered as ISO 8601 does."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

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
        if found is None:
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

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Return the midnight it begins with, and the one that ends it."""
        return _midnight(self.monday), _midnight(self.after.monday)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
