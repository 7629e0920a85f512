"""When an approved case is released."""

from datetime import datetime, timedelta

from django.conf import settings

from cms.moderation.models import Case


def release_moment(case: Case, now: datetime) -> datetime:
    """Return when an approved case is released: after the time to recall it.

    Not before its hour, the end of an embargo, or the moment of its bundle.
    """
    moments = [now + timedelta(seconds=settings.RELEASE_RECALL_SECONDS)]
    if case.scheduled_for:
        moments.append(case.scheduled_for)
    if case.record.embargo_until:
        moments.append(case.record.embargo_until)
    if case.bundle and case.bundle.release_at:
        moments.append(case.bundle.release_at)
    return max(moments)


def settle_moment(case: Case, now: datetime) -> None:
    """Let an approved case wait for its moment, whatever was tried before. Unsaved."""
    case.release_at = release_moment(case, now)
    case.retry_at = None
