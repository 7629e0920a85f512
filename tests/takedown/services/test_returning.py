"""An item that was taken down and goes live again by the route."""

import pytest

from cms.core.gate import released
from cms.takedown.kinds import State
from tests.plugins.readers import Reader
from tests.takedown.conftest import Desk, taken_down

pytestmark = pytest.mark.django_db


def test_released_again_by_the_route_the_tombstone_falls(
    desk: Desk, reader: Reader
) -> None:
    removal = taken_down(desk)
    page = desk.pages()[0]
    with released(pages=[page.pk]):
        page.get_latest_revision().publish()
    removal.refresh_from_db()
    assert removal.state == State.ENDED
    assert reader.get(desk.host, desk.path(desk.page)).status_code == 200
    assert reader.get(desk.host, desk.short).status_code == 301
