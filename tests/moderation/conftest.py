"""A board with a writer, an editor and a publisher, and an item on its way."""

import pytest

from cms.moderation.models import Case
from cms.moderation.services import submit_item
from cms.news.models import NewsPage
from tests.factories.moderation import Board, board
from tests.plugins.kept import kept


@pytest.fixture
@kept
def desk() -> Board:
    return board()


@pytest.fixture
@kept
def page(desk: Board) -> NewsPage:
    return desk.draft()


@pytest.fixture
@kept
def case(desk: Board, page: NewsPage) -> Case:
    return submit_item(page=page, actor=desk.writer)
