"""What stands in the calendar: plain values, which ask the database nothing."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.agenda.states import ICONS, LOOKS, State


@dataclass(frozen=True)
class Entry:
    """One line of a day. ``due`` is told of what waits for a decision, if anything is."""

    state: State
    key: int
    day: date
    title: str
    unit: str
    moment: datetime | time | None = None
    due: datetime | None = None
    is_late: bool = False
    may_move: bool = False

    @property
    def look(self) -> str:
        return f"is-{LOOKS[self.state]}{' is-late' if self.is_late else ''}"

    @property
    def icon(self) -> str:
        return "warning" if self.is_late else ICONS[self.state]

    @property
    def label(self) -> str:
        words = str(self.state.label)
        return f"{words}, {_('overdue')}" if self.is_late else words

    @property
    def hour(self) -> str:
        """Return “08:15”, “Due 10:30”, “Overdue”, or nothing."""
        if self.is_late:
            return _("Overdue")
        if self.due:
            return _("Due %(hour)s") % {"hour": _clock(self.due)}
        return _clock(self.moment)

    @property
    def url(self) -> str:
        names = {
            State.PLANNED: "assignments:inspect",
            State.SUBMITTED: "desk:case",
            State.SCHEDULED: "desk:case",
            State.PUBLISHED: "records:timeline",
        }
        return reverse(names[self.state], args=[self.key])

    @property
    def move_url(self) -> str:
        """Return where it is put to another day; empty if it is not this person's."""
        if not self.may_move:
            return ""
        name = "planned" if self.state == State.PLANNED else "release"
        return reverse(f"agenda:move_{name}", args=[self.key])


def _clock(moment: datetime | time | None) -> str:
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).time()
    return f"{moment:%H:%M}" if moment else ""
