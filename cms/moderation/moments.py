"""When an approved case is released."""

from datetime import datetime, timedelta

from django.conf import settings

from cms.moderation.models import Case


def release_moment(case: Case, now: datetime) -> datetime:
    """Return when an approved case is released: after the time to recall it.

    Not before the end of an embargo, nor before the moment of its bundle.
    """
    moments = [now + timedelta(seconds=settings.RELEASE_RECALL_SECONDS)]
    if case.record.embargo_until:
        moments.append(case.record.embargo_until)
    if case.bundle and case.bundle.release_at:
        moments.append(case.bundle.release_at)
    return max(moments)
