"""Somebody who reads: requests to a portal's own host."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.html import strip_tags

from sites.directory import directory

BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Reader:
    """Asks as a browser does, after what was written so far was committed.

    A test's transaction never is, so the process's memory is told by hand.
    """

    client: Client

    def get(self, host: str, path: str = "/", **kwargs: Any) -> HttpResponse:
        return self.ask("get", host, path, **kwargs)

    def post(self, host: str, path: str = "/", **kwargs: Any) -> HttpResponse:
        return self.ask("post", host, path, **kwargs)

    def ask(self, method: str, host: str, path: str, **kwargs: Any) -> HttpResponse:
        directory.forget()
        send = getattr(self.client, method)
        response: HttpResponse = send(path, headers={"host": host}, **kwargs)
        return response

    def read(self, host: str, path: str = "/") -> str:
        """Return the words of the page's main part, as they are seen."""
        response = self.get(host, path)
        assert response.status_code == 200, response.status_code
        _before, _tag, main = response.content.decode().partition("<main")
        return words(main.partition("</main>")[0])


def words(html: str) -> str:
    return BLANKS.sub(" ", strip_tags(html)).strip()


@pytest.fixture
def reader(client: Client) -> Reader:
    return Reader(client)
