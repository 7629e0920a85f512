"""A board with a writer, an editor and a publisher."""

import pytest

from cms.moderation.services import Word
from tests.factories.moderation import Board, board

EDITED = Word(checks=("content", "pictures"))
APPROVED = Word(checks=("content",), declares_secrecy=True)


@pytest.fixture
def desk() -> Board:
    return board()
