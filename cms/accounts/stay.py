"""One session of one person: since when, when last active, whether a password is due.

Kept in the session itself, so that a request costs no query. TCVN 14423:2026: a session
that nobody uses is locked, and no session lasts for ever.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

ENTERED, SEEN, IDLE, PASSWORD = (
    *("door_entered", "door_seen"),
    *("door_idle", "door_password"),
)
# Writing the moment of every request would cost a write per request.
PRECISION = timedelta(minutes=1)


class PasswordDue(StrEnum):
    """Why a password has to be changed before anything else."""

    NOT = ""
    GIVEN = "given"
    OLD = "old"
    WEAK = "weak"


class Stay:
    """What the door knows of a session."""

    def __init__(self, session: SessionBase) -> None:
        self._session = session

    @property
    def has_begun(self) -> bool:
        return ENTERED in self._session

    def begin(self, now: datetime, *, idle: timedelta, due: str) -> None:
        self._session[ENTERED] = self._session[SEEN] = now.timestamp()
        self._session[IDLE] = idle.total_seconds()
        self._session[PASSWORD] = str(due)

    def is_over(self, now: datetime) -> bool:
        return self.seconds_left(now) <= 0

    def seconds_left(self, now: datetime) -> int:
        """Return how long the session lasts at most, whatever is done in it."""
        end = self._session[ENTERED] + settings.SESSION_HOURS * 3600
        return int(end - now.timestamp())

    @property
    def idle_seconds(self) -> int:
        return int(self._session[IDLE])

    def idle_left(self, now: datetime) -> int:
        """Return in how many seconds the session is locked if nothing is done."""
        return int(self._session[SEEN] + self.idle_seconds - now.timestamp())

    def is_locked(self, now: datetime) -> bool:
        return self.idle_left(now) <= 0

    def note_activity(self, now: datetime) -> bool:
        """Remember a sign of life; tell whether the last one was long enough ago."""
        since = now.timestamp() - float(self._session[SEEN])
        is_new = since >= PRECISION.total_seconds()
        if is_new:
            self.unlock(now)
        return is_new

    def unlock(self, now: datetime) -> None:
        self._session[SEEN] = now.timestamp()

    @property
    def password_due(self) -> str:
        return str(self._session.get(PASSWORD, PasswordDue.NOT))

    def password_is_settled(self) -> None:
        self._session[PASSWORD] = str(PasswordDue.NOT)
