"""The table of advisories names what is tried, and everything that is."""

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "docs" / "reference" / "advisories.md"
ROW = re.compile(r"^\| (\S+) \|.*\| `(test_\w+\.py)` `(\w+)` \|$", re.MULTILINE)
NAMED = re.compile(r"(cve_\d{4}_\d+|ghsa_\w{4}_\w{4}_\w{4}|8_0_1)")
# A line of the research that the suite goes by (reliability, 1.4) for each of these.
LINES = 36


def rows() -> set[tuple[str, str]]:
    text = TABLE.read_text(encoding="utf-8")
    return {(file, name) for _line, file, name in ROW.findall(text)}


def tried() -> set[tuple[str, str]]:
    """Return which advisories are named by which file, in names and in parameters."""
    found = set()
    for path in HERE.glob("test_*.py"):
        if path.name == Path(__file__).name:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                found |= {(path.name, name) for name in NAMED.findall(node.name)}
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {(path.name, name) for name in NAMED.findall(node.value)}
    return found


def test_every_line_of_the_table_is_tried() -> None:
    assert rows() - tried() == set()


def test_everything_that_is_tried_stands_in_the_table() -> None:
    missing = tried() - rows()
    # Absent features are named beside what is tried in their place.
    beside = {name for file, name in rows() if file != "test_absent.py"}
    assert {
        (file, name)
        for file, name in missing
        if not (file == "test_absent.py" and name in beside)
    } == set()


def test_the_table_is_whole() -> None:
    text = TABLE.read_text(encoding="utf-8")
    lines = ROW.findall(text)
    assert len(lines) >= LINES
    for line, _file, name in lines:
        assert name.replace("_", "-") in line.lower().replace(".", "-")
