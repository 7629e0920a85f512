"""Wagtail's search of the database, which folds: with marks, without, in any spelling.

Serves the administration's lists and choosers and keeps the index that readers' search
reads (``search.found``). Wagtail's own backends miss most Vietnamese queries and fail on
a typed quotation mark (research on search, 0.3 and 0.6).
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils.module_loading import import_string

# Each can only be imported on its own database.
BACKENDS = {
    "postgresql": "search.backends.postgres.PostgresBackend",
    "sqlite": "search.backends.sqlite.SQLiteBackend",
}


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - Wagtail asks for it
    """Return the backend that fits the database."""
    path = BACKENDS.get(connection.vendor)
    if path is None:
        raise ImproperlyConfigured(f"there is no search for {connection.vendor}")
    return import_string(path)(params)
