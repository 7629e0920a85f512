"""A board with a writer, an editor, and a publisher who plans."""

import pytest

from tests.factories.moderation import Board, board
from tests.plugins.kept import kept


@pytest.fixture
@kept
def desk(db: None) -> Board:
    return board()
