"""A board with a writer, an editor, and a publisher who plans."""

import pytest

from tests.factories.moderation import Board, board


@pytest.fixture
def desk(db: None) -> Board:
    return board()
