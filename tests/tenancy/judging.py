"""What an answer gives away, and what a request has written."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from django.contrib.messages import ERROR, get_messages
from django.db import connection, transaction
from django.http import HttpResponseBase
from psycopg import sql

from sites.directory import directory
from tests.tenancy.world import KEYS_OF_BETA, MARK

BETAS = re.compile(rf"{MARK}[\w-]*|{KEYS_OF_BETA // 1_000_000}\d{{6}}", re.IGNORECASE)
REFUSALS = {400, 403, 404, 405}
NOTHING = {b"", b"{}", b"[]"}  # what is answered whether or not the thing is there
WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
# Written by every request, or counters of the house: they hold nothing of a unit.
TRACES = frozenset({"django_session", "security_counters", "audit_chainhead"})

# What was refused is written down with its address, and what somebody types is kept for
# their own preview; entries of before stay as they were.
ONLY_GROWS = frozenset({"audit_securityentry", "wagtailadmin_formstate"})


def betas_in(text: str, sent: str = "") -> set[str]:
    """Return what a text says of Beta's that was not in the question already."""
    known = {word.lower() for word in BETAS.findall(unquote(sent))}
    found = {word.lower() for word in BETAS.findall(unquote(text))}
    return {word for word in found if not _was_sent(word, known)}


def _was_sent(word: str, known: set[str]) -> bool:
    return any(word == other or word in other for other in known)


def text_of(response: HttpResponseBase) -> str:
    """Return everything an answer says: its body, where it leads, what it is called."""
    streamed = response.streaming
    body = b"".join(response) if streamed else response.content
    said = [response.get("Location", ""), response.get("Content-Disposition", "")]
    said += [str(message) for message in messages_of(response)]
    return " ".join([*said, _decoded(body)])


def _decoded(body: bytes) -> str:
    text = body.decode("utf-8", "replace")
    if "\\u" in text:  # what JSON hides in escapes is read as well
        text += re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    return text


def messages_of(response: HttpResponseBase) -> list[Any]:
    return list(get_messages(response.wsgi_request))


def says_no(response: HttpResponseBase) -> bool:
    """Tell whether an answer refuses: by its status, or by leading away with a message."""
    if response.status_code in REFUSALS:
        return True
    if response.status_code != 302:
        return False
    to_login = response["Location"].startswith("/admin/login/")
    return to_login or any(found.level == ERROR for found in messages_of(response))


def says_nothing(response: HttpResponseBase) -> bool:
    """Tell whether an answer is empty, as a list without rows is."""
    return not response.streaming and response.content in NOTHING


@dataclass
class Traces:
    """Which tables a request wrote to, and what became of their rows."""

    tables: set[str] = field(default_factory=set)
    vanished: dict[str, list[str]] = field(default_factory=dict)
    added: dict[str, list[str]] = field(default_factory=dict)

    def of_beta(self) -> list[str]:
        """Return Beta's rows that are not what they were, and new ones that name Beta."""
        rows = [*self._flat(self.vanished), *self._flat(self.added)]
        return [row for row in rows if BETAS.search(row)]

    @staticmethod
    def _flat(rows: dict[str, list[str]]) -> list[str]:
        return [f"{table}: {row}" for table, found in rows.items() for row in found]


class Rows:
    """All rows of the database as they were before any probe."""

    def __init__(self) -> None:
        self.before: dict[str, set[str]] = {}

    @contextmanager
    def watched(self) -> Iterator[Traces]:
        """Run a request and take back what it wrote, having looked at it.

        Statements that write are noticed as they are sent; only their tables are then
        compared, row by row.
        """
        traces = Traces()

        def notice(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
            traces.tables.update(WRITES.findall(sql))
            return execute(sql, params, many, context)

        with transaction.atomic():
            with connection.execute_wrapper(notice):
                yield traces
            traces.tables -= TRACES
            for table in traces.tables:
                self._compare(table, traces)
            transaction.set_rollback(True)
        if traces.tables:
            directory.forget_all()

    def remember(self, tables: list[str]) -> None:
        for table in tables:
            self.before[table] = _rows(table)

    def _compare(self, table: str, traces: Traces) -> None:
        now = _rows(table)
        before = self.before[table]
        traces.vanished[table] = sorted(before - now)
        if table not in ONLY_GROWS:
            traces.added[table] = sorted(now - before)


def _rows(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("SELECT DISTINCT t::text FROM {} t").format(sql.Identifier(table))
        )
        return {row for (row,) in cursor.fetchall()}
