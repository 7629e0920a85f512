"""What was told long ago is forgotten; what still waits is not."""

from datetime import timedelta

import pytest

from cms.notifications.models import Letter, Notification
from cms.notifications.services import forget, note_refused
from tests.factories.moderation import Board
from tests.notifications.conftest import NOON, deliver, tell

pytestmark = pytest.mark.django_db


def test_after_sixty_days_it_is_gone(desk: Board) -> None:
    tell(desk)
    deliver()
    note_refused(address=desk.writer.email, words="550", now=NOON)
    tell(desk, desk.writer)
    assert forget(now=NOON + timedelta(days=59)) == 0
    assert forget(now=NOON + timedelta(days=61)) == 1
    assert Notification.objects.get().person == desk.writer
    assert not Letter.objects.exists()
