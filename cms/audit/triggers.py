"""Triggers that guard tables which only grow: how they are made and asked for."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Triggers:
    """One room's guards, for each database; ``truncations`` are PostgreSQL's alone."""

    tables: tuple[str, ...]
    names: frozenset[str]
    truncations: frozenset[str]
    postgres: str
    sqlite: tuple[str, ...]

    def install(self, schema_editor: Any) -> None:
        """Make the triggers; the last step of a migration."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(self.postgres, params=None)
            return
        for statement in self.sqlite:
            schema_editor.execute(statement, params=None)

    def missing(self, connection: Any) -> list[str]:
        """Return the triggers that a database should have and does not obey."""
        is_postgres = connection.vendor == "postgresql"
        wanted = self.names | self.truncations if is_postgres else self.names
        with connection.cursor() as cursor:
            if is_postgres:
                cursor.execute(
                    "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
                    " AND tgrelid = ANY(%s::regclass[])",
                    [list(self.tables)],
                )
            else:
                cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            active = {name for (name,) in cursor.fetchall()}
        return sorted(wanted - active)
