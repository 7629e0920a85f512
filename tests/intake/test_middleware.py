"""What is too large is refused before a byte of it is read."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from cms.intake.middleware import RefuseLargeSendings
from tests.admin import words
from tests.factories.moderation import Board
from tests.intake.conftest import SEND

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024


class Untouched:
    """A body that must not be read."""

    def read(self, *_size: int) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def test_eighty_megabytes_are_refused_unread(writer: Client) -> None:
    said: dict[str, Any] = {
        "CONTENT_LENGTH": str(80 * MEGABYTE),
        "wsgi.input": Untouched(),
    }
    kind = "multipart/form-data; boundary=x"
    response = writer.generic("POST", SEND, content_type=kind, **said)
    assert response.status_code == 413
    assert "60 MB" in words(response, "[data-faults]")


@override_settings(SENDING_MAX_MB=100)
def test_the_limit_is_a_setting(desk: Board, rf: RequestFactory) -> None:
    asked = rf.post(SEND, headers={"content-length": str(80 * MEGABYTE)})
    asked.META["CONTENT_LENGTH"] = str(80 * MEGABYTE)
    asked.user = desk.writer
    answer = HttpResponse()
    assert RefuseLargeSendings(lambda _request: answer)(asked) is answer


@pytest.mark.parametrize("length", ["", "x", "-1", None])
def test_a_length_that_says_nothing_is_left_to_the_form(
    desk: Board, rf: RequestFactory, length: str | None
) -> None:
    asked = rf.post(SEND)
    asked.META["CONTENT_LENGTH"] = length
    asked.user = desk.writer
    answer = HttpResponse()
    assert RefuseLargeSendings(lambda _request: answer)(asked) is answer
