"""The reference of settings names what is read, and nothing else."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ = re.compile(r"\benv\.\w+\(\s*\"([A-Z_]+)\"")
NAMED = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
READ_BY_COMMANDS = {"HOST"}


def read_in_settings() -> set[str]:
    modules = (ROOT / "cms" / "settings").glob("*.py")
    return {
        name for module in modules for name in READ.findall(module.read_text("utf-8"))
    }


def test_every_variable_is_explained() -> None:
    reference = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    assert set(NAMED.findall(reference)) == read_in_settings() | READ_BY_COMMANDS
