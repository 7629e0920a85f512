"""The seal of an entry, and that two writers never part the chain."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest

from cms.audit import heads, keys
from cms.audit.chain import canonical, entry_hash
from cms.audit.models import ChainHead, SecurityEntry
from cms.audit.verification import faults
from tests.audit.conftest import entry
from tests.databases import address_of_the_test_database

# What the first entries of the first installations were sealed with. It never changes.
FROZEN = "111f15"

EACH = 100
WRITER = f"""
import sys, django
django.setup()
from cms.audit.kinds import Kind
from cms.audit.services import record
sys.stdout.write("ready\\n"); sys.stdout.flush(); sys.stdin.readline()
for number in range({EACH}):
    record(kind=Kind.EXPORTED, subject=f"{{sys.argv[1]}}-{{number}}")
"""


def test_the_form_of_the_seal_is_frozen() -> None:
    made = entry(number=7, previous="a" * 64)
    assert made.hash[:6] == FROZEN


def test_the_seal_knows_the_moment_and_not_the_clock_s_zone() -> None:
    here = timezone(timedelta(hours=7))
    utc = entry(number=1, happened_at=datetime(2026, 11, 21, 5, 0, 0, 12, tzinfo=UTC))
    local = entry(number=1, happened_at=utc.happened_at.astimezone(here))
    assert entry_hash(utc) == entry_hash(local)


def test_texts_that_lean_on_one_another_are_told_apart() -> None:
    one, two = entry(address="ab", agent="c"), entry(address="a", agent="bc")
    assert one.hash != two.hash
    assert canonical({"b": 1, "a": "ă"}) == '{"a":"ă","b":1}'.encode()


@pytest.mark.service_postgres
@pytest.mark.django_db(transaction=True)
def test_two_processes_write_one_chain(folder: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "DATABASE_URL": address_of_the_test_database(),
        "SECURITY_LOG_HEADS": str(folder),
    }
    writers = [
        subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", WRITER, name],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    for writer in writers:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=300)
    assert [writer.returncode for writer in writers] == [0, 0]
    written = list(SecurityEntry.objects.chained())
    assert len(written) == 2 * EACH + 1  # and one about the signature of the day
    assert [row.number for row in written] == list(range(1, 2 * EACH + 2))
    turns = [row.subject.partition("-")[0] for row in written if row.subject]
    assert sum(a != b for a, b in pairwise(turns)) > 10
    found = faults(written, ChainHead.objects.get(), heads.read(), keys.trusted())
    assert list(found) == []
