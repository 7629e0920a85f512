"""When a notification leaves: at once, with the day's letter, after quiet hours.

Plain rules without a database, in the time of the house. Hours of the clock are local;
moments carry their zone.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from cms.notifications.kinds import Mode

DAY = timedelta(days=1)


def usual_hour() -> time:
    """Return when the daily letter leaves where no unit says otherwise."""
    return time(7, 30)


@dataclass(frozen=True)
class Quiet:
    """Hours in which nobody is told, from one hour of the clock to another.

    They may pass midnight; both ends are different.
    """

    begins: time
    ends: time

    def holds(self, moment: datetime) -> bool:
        clock = timezone.localtime(moment).time()
        if self.begins < self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends

    def over(self, moment: datetime) -> datetime:
        """Return the moment itself, or when these hours end after it."""
        return next_at(moment, self.ends) if self.holds(moment) else moment


def next_at(moment: datetime, clock: time) -> datetime:
    """Return the first moment after another at which the clock shows an hour."""
    local = timezone.localtime(moment)
    found = local.replace(
        hour=clock.hour, minute=clock.minute, second=clock.second, microsecond=0
    )
    return found if found > local else found + DAY


def leaves_at(
    moment: datetime, *, mode: str, digest_at: time, quiet: Quiet | None
) -> datetime:
    """Return when a notification of a moment leaves; quiet hours also hold a digest."""
    found = next_at(moment, digest_at) if mode == Mode.DIGEST else moment
    return quiet.over(found) if quiet else found
