"""The bench asks a real server, and notices wrong answers."""

import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.bench import load, static
from tests.bench.load import Target, Visitor, WrongAnswerError, pages_per_second
from tests.bench.processes import free_port, running

SERVE = ("-m", "http.server", "--bind", "127.0.0.1")


class Page(BaseHTTPRequestHandler):
    """Answers with the host it was asked for, 404 below /khong-co, 304 if it is known."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if "If-None-Match" in self.headers:
            self.send_response(304)
            self.end_headers()
            return
        body = self.headers["Host"].encode()
        self.send_response(404 if self.path == "/khong-co" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Keep quiet."""


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}
    )
    thread.start()
    yield int(server.server_address[1])
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_visitor_names_the_host(port: int) -> None:
    visitor = Visitor(port)
    assert visitor.read(Target("a.localhost:8000", "/")) == b"a.localhost:8000"
    assert visitor.read_all([Target("a", "/")] * 3) > 0
    with pytest.raises(WrongAnswerError, match="404"):
        visitor.read(Target("a", "/khong-co"))
    visitor.close()


@pytest.mark.parametrize("wrk", [True, False])
def test_speed_is_taken_with_and_without_wrk(
    port: int, monkeypatch: pytest.MonkeyPatch, *, wrk: bool
) -> None:
    if not load.has_wrk() or not wrk:
        monkeypatch.setattr(load, "has_wrk", lambda: False)
    assert pages_per_second(port, Target("a", "/"), 1) > 0


def test_a_server_is_measured_and_ended(tmp_path: Path) -> None:
    port = free_port()
    with running((sys.executable, *SERVE, str(port)), port) as server:
        assert server.memory_bytes() > 1_000_000
        assert server.cpu_seconds() >= 0
        pid = server.pid
    assert not Path(f"/proc/{pid}").exists()


def test_a_server_that_ends_at_once_is_a_fault() -> None:
    with (
        pytest.raises(RuntimeError, match="status 7"),
        running((sys.executable, "-c", "raise SystemExit(7)"), free_port()),
    ):
        pytest.fail("it runs")


@pytest.mark.skipif(not static.nginx(), reason="needs nginx")
def test_nginx_serves_what_it_is_given(tmp_path: Path) -> None:
    with static.serving(
        {"home": "<p>Sân đình</p>".encode()}, tmp_path / "nginx"
    ) as server:
        visitor = Visitor(server.port)
        assert visitor.read(Target("localhost", "/home")) == "<p>Sân đình</p>".encode()
        visitor.close()


def test_a_reader_who_has_the_page_is_told_so(port: int) -> None:
    visitor = Visitor(port)
    target = Target("vhtt.localhost", "/")
    assert visitor.ask(target).status == 200
    assert visitor.ask(target, If_None_Match='W/"a"').status == 304
    visitor.close()


@pytest.mark.parametrize("wrk", [True, False])
def test_304s_are_counted_with_and_without_wrk(
    port: int, monkeypatch: pytest.MonkeyPatch, *, wrk: bool
) -> None:
    if not load.has_wrk() or not wrk:
        monkeypatch.setattr(load, "has_wrk", lambda: False)
    assert pages_per_second(port, Target("localhost", "/"), 1, 'W/"a"') > 0
