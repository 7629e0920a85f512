"""Events by the month they begin in."""

from datetime import UTC, datetime

from cms.core.listings import Occasion
from cms.pages.calendars import Month, months_of


def occasion(number: int, starts_at: datetime | None) -> Occasion:
    return Occasion(
        id=number, title="Hội", url="/", starts_at=starts_at, ends_at=starts_at,
        place="", status="scheduled",
    )  # fmt: skip


def test_a_month_is_that_of_vietnam() -> None:
    new_year = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)  # half past midnight, 2027
    old = occasion(1, datetime(2026, 12, 31, 16, 0, tzinfo=UTC))
    first, second = occasion(2, new_year), occasion(3, new_year)
    assert months_of([old, first, second]) == [
        Month(old.starts_at, (old,)),
        Month(new_year, (first, second)),
    ]


def test_the_same_month_of_another_year_is_another_month() -> None:
    events = [occasion(year, datetime(year, 5, 1, tzinfo=UTC)) for year in (2026, 2025)]
    assert [len(month.events) for month in months_of(events)] == [1, 1]


def test_an_event_without_a_day_is_still_listed() -> None:
    event = occasion(1, None)
    assert months_of([event]) == [Month(None, (event,))]
    assert months_of([]) == []
