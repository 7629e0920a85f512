"""The house's addresses, and three at which it refuses or fails."""

from typing import Never

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest
from django.urls import path

from cms import urls

FAULTS: dict[int, type[Exception]] = {
    403: PermissionDenied,
    500: RuntimeError,
    503: OperationalError,
}


def fail(request: HttpRequest, status: int) -> Never:
    raise FAULTS[status]


handler403, handler404 = urls.handler403, urls.handler404
handler500 = urls.handler500
urlpatterns = [path("-/gate/<int:status>/", fail), *urls.urlpatterns]
