"""What one check found. A plain value: whoever asks the network writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cms.health.states import THRESHOLDS, Fault, State

LONGEST_DETAIL = 500


@dataclass(frozen=True)
class Finding:
    """How it stands now; ``UNKNOWN`` says that nobody could find out."""

    state: State
    fault: Fault | None = None
    detail: str = ""  # in technical words: a status, addresses, an issuer
    expires_on: date | None = None
    source: str = ""  # whose word the date is
    lands_at: str = ""  # where a link leads in the end

    @property
    def is_known(self) -> bool:
        return self.state != State.UNKNOWN


# What a failure of each kind says; the first that fits holds.
Failures = Sequence[tuple[type[Exception], "Finding"]]


def found_in(failures: Failures, fault: Exception) -> Finding:
    """Return what a failure says. Raises it again if it is none of these."""
    for kind, finding in failures:
        if isinstance(fault, kind):
            return finding
    raise fault


def unknown(fault: Fault, detail: str = "") -> Finding:
    return Finding(State.UNKNOWN, fault, detail)


def by_date(
    expires_on: date, today: date, *, detail: str = "", source: str = ""
) -> Finding:
    """Return how it stands with something that is good up to a day, this included."""
    days = (expires_on - today).days
    if days > max(THRESHOLDS):
        return Finding(State.FINE, None, detail, expires_on, source)
    state = State.EXPIRED if days < 0 else State.EXPIRING
    return Finding(state, Fault.ENDS, detail, expires_on, source)
