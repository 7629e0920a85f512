"""Entries, a folder for signatures, and the hands of somebody who owns the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from cms.audit import guards
from cms.audit.chain import entry_hash
from cms.audit.models import SecurityEntry

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
TABLES = ("audit_securityentry", "audit_chainhead")


def entry(**values: Any) -> SecurityEntry:
    """Return a sealed entry that is not stored."""
    facts = {
        "kind": "exported",
        "happened_at": NOON,
        "actor_id": 3,
        "actor_name": "Nguyễn Thị Minh Hà (ha)",
        "unit_id": 5,
        "subject_type": "",
        "subject_id": "",
        "subject": "ho-so.csv",
        "address": "192.0.2.1",
        "agent": "Firefox",
        "facts": {"path": "/admin/records/", "query": "export=csv"},
    }
    made = SecurityEntry(**{**facts, **values})
    made.hash = values.get("hash") or entry_hash(made)
    return made


@contextmanager
def tampering() -> Iterator[None]:
    """Switch the guards off, as only the owner of the database can."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        else:
            for name in guards.NAMES:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for statement in guards.SQLITE:
                cursor.execute(statement)


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """Return an empty folder of signatures."""
    settings.SECURITY_LOG_HEADS = tmp_path / "heads"
    return tmp_path / "heads"
