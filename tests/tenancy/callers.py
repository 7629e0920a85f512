"""People who ask the house, each with a session of their own; no answer changes it."""

from functools import cache
from typing import Any

from django.core.handlers.base import BaseHandler
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import RequestFactory

from cms.users.models import User
from tests.admin import HOST, admin_client


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def read_to_the_end(answer: Any) -> None:
    """Take a file as a server does, and close it; the connection has to stay open."""
    answer.streaming_content = [b"".join(answer)]
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


class Caller:
    """Asks through every middleware, as a browser would, but keeps no cookies.

    Django's own client also copies the context of each template for whoever wants to
    look at it, which takes most of the time here.
    """

    def __init__(self, user: User | None, host: str = HOST) -> None:
        cookies = admin_client(user).cookies if user else {}
        self._headers: dict[str, Any] = {
            "HTTP_HOST": host,
            "HTTP_COOKIE": "; ".join(f"{key}={m.value}" for key, m in cookies.items()),
        }

    def get(self, path: str) -> Any:
        return self._answer(RequestFactory().get(path, **self._headers))

    def post(self, path: str, data: dict[str, Any], **options: Any) -> Any:
        return self._answer(
            RequestFactory().post(path, data, **options, **self._headers)
        )

    @staticmethod
    def _answer(request: Any) -> Any:
        request._dont_enforce_csrf_checks = True
        answer: Any = _handler().get_response(request)
        answer.wsgi_request = request
        if answer.streaming:
            read_to_the_end(answer)
        return answer
