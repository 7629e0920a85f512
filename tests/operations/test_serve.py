"""``manage.py serve``, from the first line to Ctrl+C."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from pytest_django import Settings

from cms.operations.management.commands import serve
from cms.operations.supervisor import GaveUpError, Worker
from tests.factories.bulk import make_portals
from tests.operations.conftest import free_port

ROOT = Path(__file__).parents[2]
HERE = "127.0.0.1"


@dataclass
class Said:
    """What the command wrote, and with which status it ended."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Callable[[], Said]:
    """Return a function that runs the command, its server replaced by nothing."""
    settings.PORT = free_port()
    monkeypatch.delenv("HOST", raising=False)
    monkeypatch.setattr(serve.first_start, "load_demo", lambda: None)
    monkeypatch.setattr(serve.connections, "close_all", lambda: None)

    def call() -> Said:
        out, err = StringIO(), StringIO()
        try:
            call_command("serve", stdout=out, stderr=err, no_color=True)
        except SystemExit as end:
            return Said(int(end.code or 0), out.getvalue(), err.getvalue())
        return Said(0, out.getvalue(), err.getvalue())

    return call


def open_and_close(**facts: Any) -> None:
    facts["on_open"]([])


def replace_server(
    monkeypatch: pytest.MonkeyPatch, act: Callable[..., None] = open_and_close
) -> list[dict[str, Any]]:
    """Put a function in the place of the running house; note what it is given."""
    given: list[dict[str, Any]] = []

    async def keep_open(**facts: Any) -> None:
        given.append(facts)
        act(**facts)

    monkeypatch.setattr(serve, "keep_open", keep_open)
    return given


@pytest.mark.django_db
def test_the_house_is_prepared_and_opened(
    run: Callable[[], Said], monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.PORTAL_PORTS_FROM = settings.PORT + 1
    given = replace_server(monkeypatch)
    make_portals(2)
    said = run()
    assert (said.status, said.err) == (0, "")
    assert f"http://localhost:{settings.PORT + 2}/" in said.out
    assert given[0]["ports"] == [settings.PORT + 1, settings.PORT + 2]
    assert given[0]["house"] == "localhost"
    server, working = given[0]["workers"]
    assert f"--port={settings.PORT}" in server.command
    assert working.command[-1] == "work"


@pytest.mark.django_db
def test_the_first_start_migrates_and_loads_the_demonstration(
    run: Callable[[], Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_server(monkeypatch)
    done: list[str] = []
    for name in ("migrate", "load_demo"):
        monkeypatch.setattr(
            serve.first_start, name, lambda name=name: done.append(name)
        )
    monkeypatch.setattr(serve.first_start, "migrations_to_apply", lambda: 7)
    said = run()
    assert said.status == 0
    assert done == ["migrate", "load_demo"]
    assert "(7 " in said.out


@pytest.mark.django_db
def test_every_interface_can_be_served(
    run: Callable[[], Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOST", "0.0.0.0")  # noqa: S104 - nothing is bound
    given = replace_server(monkeypatch)
    assert run().status == 0
    assert "--host=0.0.0.0" in given[0]["workers"][0].command


def test_a_port_in_use_is_said_and_nothing_is_touched(
    run: Callable[[], Said], settings: Settings
) -> None:
    with socket.create_server((HERE, settings.PORT)):
        said = run()
    assert said.status == 2
    assert said.out == ""
    assert f"PORT={settings.PORT + 100}" in said.err


def test_an_impossible_port_is_said(
    run: Callable[[], Said], settings: Settings
) -> None:
    settings.PORT = 70_000
    said = run()
    assert said.status == 2
    assert "70000" in said.err


@pytest.mark.django_db
def test_a_worker_that_ends_is_reported_and_its_end_closes_the_house(
    run: Callable[[], Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(**facts: Any) -> None:
        worker: Worker = facts["workers"][0]
        facts["on_restart"](worker, 41)
        raise GaveUpError(worker, 42)

    replace_server(monkeypatch, crash)
    said = run()
    assert said.status == 1
    assert "41" in said.err
    assert "42" in said.err


@pytest.mark.django_db
def test_a_silent_database_is_a_sentence(
    run: Callable[[], Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent() -> int:
        raise OperationalError("connection refused")

    monkeypatch.setattr(serve.first_start, "migrations_to_apply", silent)
    said = run()
    assert said.status == 1
    assert said.err.rstrip().endswith("connection refused")


@pytest.mark.django_db
def test_an_interruption_is_no_traceback(
    run: Callable[[], Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(serve.first_start, "migrations_to_apply", interrupt)
    assert run().status == 130


@dataclass
class House:
    """A house in a process of its own."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def answer(self, port: int, host: str) -> str:
        """Return the words of a front page, waiting while nobody answers."""
        deadline = time.monotonic() + 60
        while True:
            try:
                return self._ask(port, host)
            except OSError:
                assert time.monotonic() < deadline, self.said()
                assert self.process.poll() is None, self.said()
                time.sleep(0.05)

    def _ask(self, port: int, host: str) -> str:
        asking = HTTPConnection(HERE, port, timeout=10)
        try:
            asking.request("GET", "/", headers={"Host": host})
            answer = asking.getresponse()
            assert answer.status == 200
            return answer.read().decode()
        finally:
            asking.close()

    def wait_for_line(self, words: str) -> None:
        deadline = time.monotonic() + 60
        while words not in self.said():
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.05)


def database_url() -> str:
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**facts)


def serve_command(port: int, folder: Path, log: Any) -> subprocess.Popen[bytes]:
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "HOST": "",
        "REDIS_URL": "",
    }
    command = (sys.executable, "manage.py", "serve")
    return subprocess.Popen(  # noqa: S603 - a constant command
        command, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT
    )


@pytest.fixture
def house(transactional_db: None, tmp_path: Path) -> Iterator[House]:
    make_portals(2)
    port, log = free_port(neighbours=2), tmp_path / "log"
    with log.open("wb") as file:
        process = serve_command(port, tmp_path, file)
        yield House(process, port, log)
        process.kill()
        process.wait()


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]


def workers_of(house: House) -> tuple[int, int]:
    """Return the web server and what works in the background, both once they run."""
    deadline = time.monotonic() + 60
    while True:
        found = {
            "granian" in Path(f"/proc/{pid}/cmdline").read_text(): pid
            for pid in children(house.process.pid)
        }
        if len(found) == 2:
            return found[True], found[False]
        assert time.monotonic() < deadline, house.said()
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.embedded
def test_the_house_opens_recovers_and_closes(house: House, tmp_path: Path) -> None:
    assert "thao số 2" in house.answer(house.port, f"localhost:{house.port}")
    assert "Sở Văn hóa và Thể thao số 2" in house.answer(
        house.port, f"don-vi-2.localhost:{house.port}"
    )
    stand_in = house.port + 1
    assert "Sở Văn hóa và Thể thao số 1" in house.answer(
        stand_in, f"localhost:{stand_in}"
    )
    house.wait_for_line("Ctrl+C")

    with (tmp_path / "second").open("wb") as file:
        assert serve_command(house.port, tmp_path, file).wait(60) == 2
    assert "Traceback" not in (tmp_path / "second").read_text(encoding="utf-8")

    server, releasing = workers_of(house)
    left = children(server)
    os.kill(server, signal.SIGKILL)
    house.answer(house.port, f"localhost:{house.port}")
    server, _same = workers_of(house)
    assert not set(left) & set(children(server))

    os.kill(releasing, signal.SIGKILL)
    house.wait_for_line("được khởi động lại")
    server, _other = workers_of(house)
    house.process.send_signal(signal.SIGTERM)
    assert house.process.wait(30) == 0, house.said()
    assert not Path(f"/proc/{server}").exists()
    assert "Traceback" not in house.said()
