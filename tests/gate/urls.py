"""The house's addresses, and two at which it fails."""

from typing import Never

from django.db import OperationalError
from django.http import HttpRequest
from django.urls import path

from cms import urls

FAULTS: dict[int, type[Exception]] = {500: RuntimeError, 503: OperationalError}


def fail(request: HttpRequest, status: int) -> Never:
    raise FAULTS[status]


handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [path("-/gate/<int:status>/", fail), *urls.urlpatterns]
