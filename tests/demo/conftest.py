"""The demonstration as it is written, read once."""

from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from cms.demo.content import CONTENT, Entry, entries_of
from cms.demo.loader import spec_paths
from cms.provisioning.parse import parse
from cms.provisioning.spec import PortalSpec

Entries = dict[str, list[Entry]]


@pytest.fixture(scope="session")
def specs() -> dict[str, PortalSpec]:
    """Return the specifications by unit code, in order of opening."""
    parsed = [parse(path.read_text(encoding="utf-8")) for path in spec_paths()]
    return {spec.unit.code: spec for spec in parsed}


@pytest.fixture(scope="session")
def entries(specs: dict[str, PortalSpec]) -> Entries:
    """Return the items of every portal."""
    found: Entries = defaultdict(list)
    for code in specs:
        found[code] = list(entries_of(code))
    return found


@pytest.fixture(scope="session")
def raw_texts() -> dict[str, str]:
    """Return the files of specifications and content as they are on disk."""
    paths = [*spec_paths(), *sorted(CONTENT.glob("*.yaml"))]
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 21, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
