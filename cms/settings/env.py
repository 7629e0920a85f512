"""Typed reading of the environment.

A missing or malformed value never raises here: it is remembered in ``faults`` and
becomes a system check with an id and a hint (``cms.core.checks``), so that a bad
production setting is read as a sentence and not as a traceback.
"""

import os
import secrets
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off", ""}


class Fault(NamedTuple):
    """One setting that could not be read: its variable and what is wrong."""

    variable: str
    problem: str


faults: list[Fault] = []


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def required(name: str, *, placeholder: str = "") -> str:
    """Return the variable, or note a fault and return ``placeholder``."""
    value = text(name)
    if not value:
        faults.append(Fault(name, "is not set"))
        return placeholder
    return value


def number(name: str, default: int) -> int:
    value = text(name)
    if not value:
        return default
    if not value.isdigit():
        faults.append(Fault(name, f"must be a whole number, not “{value}”"))
        return default
    return int(value)


def flag(name: str, *, default: bool) -> bool:
    value = text(name, "true" if default else "false").lower()
    if value not in TRUE_WORDS | FALSE_WORDS:
        faults.append(Fault(name, f"must be yes or no, not “{value}”"))
        return default
    return value in TRUE_WORDS


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Return a comma-separated variable as a list without blanks."""
    value = text(name)
    if not value:
        return list(default)
    return [word.strip() for word in value.split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    value = text(name)
    return Path(value) if value else default


def kept_secret(file: Path) -> str:
    """Return the secret in ``file``, made on first use: the embedded set-up's key."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text().strip()


def database(name: str, *, embedded: Path) -> dict[str, object]:
    """Return Django's database settings for ``postgres://…`` or the embedded file.

    The embedded options are those measured for web and worker processes that share
    one SQLite file: WAL, and IMMEDIATE transactions so that a read that turns into a
    write waits its turn instead of failing at once.
    """
    url = text(name)
    if not url or url.startswith("sqlite"):
        return _sqlite(_sqlite_file(url, embedded))
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        faults.append(Fault(name, "must start with postgres:// or sqlite:///"))
        return _sqlite(embedded)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Compiling a query for machine speed takes seconds for a search that takes
        # milliseconds. The address may say otherwise.
        "OPTIONS": {"options": "-c jit=off", **dict(parse_qsl(parts.query))},
    }


def _sqlite_file(url: str, embedded: Path) -> Path:
    path = urlsplit(url).path if url else ""
    return Path(path.removeprefix("/")) if path else embedded


def _sqlite(file: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                "PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728;"
                "PRAGMA temp_store=MEMORY;"
            ),
        },
    }
