"""The moment of a release: the latest of what has to be waited for."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import override_settings

from cms.core.models import EditorialRecord
from cms.moderation.models import Bundle, Case
from cms.moderation.moments import release_moment

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
RECALLED_UNTIL = NOW + timedelta(seconds=30)
BEFORE, LATER, LATEST = (NOW + timedelta(hours=hours) for hours in (-1, 1, 2))


@pytest.mark.parametrize(
    ("embargo", "bundled", "hour", "moment"),
    [
        (None, [], None, RECALLED_UNTIL),
        (None, [None], None, RECALLED_UNTIL),
        (BEFORE, [BEFORE], BEFORE, RECALLED_UNTIL),
        (LATER, [], None, LATER),
        (None, [LATER], None, LATER),
        (None, [], LATER, LATER),
        (LATER, [LATEST], None, LATEST),
        (LATEST, [LATER], LATER, LATEST),
        (LATER, [LATER], LATEST, LATEST),
    ],
)
@override_settings(RELEASE_RECALL_SECONDS=30)
def test_the_latest_of_four(
    embargo: Any, bundled: list[Any], hour: Any, moment: datetime
) -> None:
    bundles = [Bundle(release_at=at) for at in bundled]
    case = Case(
        record=EditorialRecord(embargo_until=embargo),
        bundle=next(iter(bundles), None),
        scheduled_for=hour,
    )
    assert release_moment(case, NOW) == moment
