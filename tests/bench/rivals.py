"""The servers that are compared: ours, and the stock site."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cms.operations.server import Address, Capacity, server_command
from tests.bench.load import Target
from tests.bench.processes import Server, free_port, run, running

Targets = dict[str, list[Target]]


@dataclass(frozen=True)
class Month:
    """What a month of the editorial calendar asked the database, and how long it took."""

    status: int
    queries: int
    seconds: float


@dataclass(frozen=True)
class Drained:
    """What one worker made of a full queue; rates are per second."""

    jobs: int
    rate: float
    bare: float
    memory: tuple[int, int]


@dataclass(frozen=True)
class Rival:
    """A filled database, the settings that serve it, and what to ask it for."""

    settings: str
    application: str
    database: str
    folder: Path
    targets: Targets

    @contextmanager
    def serving(self, capacity: Capacity, *, keeping: bool = False) -> Iterator[Server]:
        """Run a server that has answered nothing yet.

        It makes every page anew unless it is told to keep answers.
        """
        port = free_port()
        command = server_command(self.application, Address("127.0.0.1", port), capacity)
        env = environment(self.settings, self.database, self.folder)
        env["PAGE_CACHE"] = "yes" if keeping else "no"
        with running(command, port, env) as server:
            yield server


def environment(settings: str, database: str, folder: Path) -> dict[str, str]:
    """Return variables under which nothing outside the measurement is touched."""
    return {
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": database,
        "DATA_DIR": str(folder),
        "REDIS_URL": "",
        "PORT": "8000",
    }


OURS = "cms.settings.dev"


def prepare_ours(database: str, folder: Path) -> None:
    django = (sys.executable, "-m", "django")
    env = environment(OURS, database, folder)
    run((*django, "migrate", "--verbosity=0"), env)
    run((*django, "createcachetable"), env)


def fill_ours(database: str, folder: Path, *, articles: int, portals: int) -> Rival:
    words = (sys.executable, "-m", "tests.bench.fill", str(articles), str(portals))
    said = run(words, environment(OURS, database, folder))
    return Rival(OURS, "cms.wsgi.application", database, folder, _targets(said))


def fill_desks(database: str, folder: Path, *, portals: int) -> Rival:
    """Return a house with five people for each of its portals."""
    words = (sys.executable, "-m", "tests.bench.crew", str(portals))
    said = run(words, environment(OURS, database, folder))
    return Rival(OURS, "cms.wsgi.application", database, folder, _targets(said))


def drain_jobs(database: str, folder: Path, *, number: int) -> Drained:
    """Let one worker do so many trivial jobs that are due."""
    words = (sys.executable, "-m", "tests.bench.drain", str(number))
    return Drained(**json.loads(run(words, environment(OURS, database, folder))))


def ask_month(database: str, folder: Path, *, portals: int, items: int) -> Month:
    """Ask for a month of the editorial calendar of so many portals."""
    words = (sys.executable, "-m", "tests.bench.month", str(portals), str(items))
    return Month(**json.loads(run(words, environment(OURS, database, folder))))


def fill_stock(database: str, folder: Path, *, pages: int) -> Rival:
    settings = "tests.bench.stock.settings"
    words = (sys.executable, "-m", "tests.bench.stock.fill", str(pages))
    said = run(words, environment(settings, database, folder))
    application = "tests.bench.stock.wsgi.application"
    return Rival(settings, application, database, folder, _targets(said))


def _targets(said: str) -> Targets:
    kinds: dict[str, list[list[str]]] = json.loads(said)
    return {
        kind: [Target(*words) for words in targets] for kind, targets in kinds.items()
    }
