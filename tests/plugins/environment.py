"""What this machine offers the tests: services named in the environment."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """Return the path of a Chromium, or nothing."""
    named = os.environ.get("CHROMIUM", "")
    found = (shutil.which(name) for name in (named, *CHROMIUM_NAMES) if name)
    return next((path for path in found if path), "")


def has_postgres() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


@dataclass(frozen=True)
class Service:
    """Something a suite needs and the machine may lack."""

    name: str
    present: Callable[[], object]
    hint: str


SERVICES = {
    "service_postgres": Service(
        "PostgreSQL", has_postgres, "set DATABASE_URL=postgres://user@host:port/name"
    ),
    "service_redis": Service(
        "Redis",
        lambda: os.environ.get("REDIS_URL"),
        "set REDIS_URL=redis://host:port/0",
    ),
    "service_elasticsearch": Service(
        "Elasticsearch",
        lambda: os.environ.get("ELASTICSEARCH_URL"),
        "set ELASTICSEARCH_URL=http://host:port",
    ),
    "browser": Service("Chromium", chromium, "install Chromium or set CHROMIUM=path"),
}


def services_required() -> bool:
    return os.environ.get("REQUIRE_SERVICES", "") == "1"
