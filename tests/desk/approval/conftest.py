"""A board, an item that was submitted, and its screen."""

from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup

from cms.moderation.models import Case
from cms.moderation.services import submit_item
from cms.users.models import User
from tests.admin import admin_client, form_of, soup, words
from tests.factories.moderation import Board, board
from tests.plugins.kept import kept

DECIDE = "form#decide"
EDITED = {"check-content": "yes", "check-pictures": "yes"}
APPROVED = {"check-content": "yes", "secrecy": "on"}


@dataclass(frozen=True)
class Desk:
    """One person's browser before one case."""

    case: Case
    person: User

    @property
    def address(self) -> str:
        return f"/admin/duyet/{self.case.pk}/"

    def page(self) -> BeautifulSoup:
        return soup(admin_client(self.person).get(self.address))

    def says(self, selector: str = "main") -> str:
        return words(admin_client(self.person).get(self.address), selector)

    def form(self, **said: str) -> dict[str, Any]:
        """Return what the form of a decision sends, ticked like this."""
        client = admin_client(self.person)
        return {**form_of(client.get(self.address), DECIDE), **said}

    def send(self, deed: str, **said: Any) -> Any:
        client = admin_client(self.person)
        return client.post(self.address, {**said, "do": deed}, follow=True)

    def approve(self, **said: str) -> Any:
        return self.send("approve", **self.form(**said), confirmed="1")


@pytest.fixture
@kept
def desk() -> Board:
    return board()


@pytest.fixture
@kept
def case(desk: Board) -> Case:
    return submit_item(page=desk.draft(), actor=desk.writer)


@pytest.fixture
@kept
def editors(desk: Board, case: Case) -> Desk:
    return Desk(case, desk.editor)


@pytest.fixture
@kept
def publishers(desk: Board, case: Case) -> Desk:
    return Desk(case, desk.publisher)


@pytest.fixture
@kept
def writers(desk: Board, case: Case) -> Desk:
    return Desk(case, desk.writer)
