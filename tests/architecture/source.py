"""The repository as data: its files, its functions, its calls."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("cms", "sites", "media_library", "search")
# Another user's checkout is safe to list: nothing of it is run.
LISTING = (
    "git",
    "-c",
    "safe.directory=*",
    "ls-files",
    "-z",
    "-co",
    "--exclude-standard",
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def repository_files() -> tuple[Path, ...]:
    """Return what git keeps or would keep, relative to the root."""
    listed = subprocess.run(  # noqa: S603 - a constant command
        LISTING, cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout.split("\0")
    paths = sorted({Path(name) for name in listed if name})
    return tuple(path for path in paths if (ROOT / path).is_file())


def files(*places: str, suffix: str, migrations: bool = False) -> list[Path]:
    """Return the files under some top-level folders, migrations only if asked for."""
    return [
        path
        for path in repository_files()
        if path.parts[0] in places
        and path.suffix == suffix
        and (migrations or "migrations" not in path.parts)
    ]


def product_files() -> list[Path]:
    return files(*ROOMS, suffix=".py")


def python_files() -> list[Path]:
    return files(*ROOMS, "tests", suffix=".py")


def template_files() -> list[Path]:
    return files(*ROOMS, suffix=".html")


def letter_files() -> list[Path]:
    """Return the templates of mails."""
    return [path for path in files(*ROOMS, suffix=".txt") if "templates" in path.parts]


def migration_files() -> list[Path]:
    wanted = files(*ROOMS, suffix=".py", migrations=True)
    return [path for path in wanted if "migrations" in path.parts]


@cache
def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def line_count(path: Path) -> int:
    return len(text(path).splitlines())


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


@dataclass(frozen=True)
class Place:
    """A line somebody has to look at, printed as editors understand it."""

    path: Path
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.what}"


def attribute_uses(path: Path, name: str) -> Iterator[ast.Attribute]:
    """Yield every ``something.name`` of a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and node.attr == name:
            yield node


def module_name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def report(places: list[Place]) -> str:
    return "\n" + "\n".join(str(place) for place in places)
