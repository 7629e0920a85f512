"""A board, its writer at the form, and what the form sends."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.admin import admin_client
from tests.factories.moderation import Board, board
from tests.intake.ooxml import jpeg
from tests.plugins.kept import kept

SEND = "/admin/gui-tin/"
Send = Callable[..., Any]


@pytest.fixture
@kept
def desk(db: None) -> Board:
    return board()


@pytest.fixture
def writer(desk: Board) -> Client:
    return admin_client(desk.writer)


def photo(name: str = "anh.jpg", **size: Any) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg(**size), "image/jpeg")


def letter(desk: Board, **changes: Any) -> dict[str, Any]:
    """Return a form that is filled in as shortly as it can be."""
    return {
        "key": str(uuid4()),
        "title": "Khai mạc hội làng",
        "text": "Sáng 17/11, hội làng khai mạc.",
        "liable_person": desk.writer.pk,
        **changes,
    }
