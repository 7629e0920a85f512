"""Whether the office hours of a week can be kept."""

from collections.abc import Iterable
from datetime import time

from django.utils.translation import gettext as _

from sites.models import OfficeHours

NAMES = dict(OfficeHours._meta.get_field("weekday").choices or ())
Session = tuple[int, time, time]  # weekday, opens, closes


def faults_of_hours(sessions: Iterable[Session]) -> list[str]:
    """Return all that is wrong with a week's sessions, day by day."""
    found: list[str] = []
    last: Session | None = None
    rows = sorted(sessions)
    if not rows:
        found.append(
            _("Name at least one session: an office that never opens has no time.")
        )
    for day, opens, closes in rows:
        words = {"day": NAMES[day], "session": f"{opens:%H:%M}–{closes:%H:%M}"}
        if opens >= closes:
            found.append(_("%(day)s %(session)s: it ends before it begins.") % words)
            continue
        if last and last[0] == day and opens < last[2]:
            other = f"{last[1]:%H:%M}–{last[2]:%H:%M}"
            overlap = _("%(day)s %(session)s: it overlaps with %(other)s.")
            found.append(overlap % {**words, "other": other})
        if last is None or last[0] != day or closes > last[2]:
            last = (day, opens, closes)
    return found
