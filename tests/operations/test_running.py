"""The open house: its server answers, its stand-in ports too, a signal closes it."""

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import pytest

from cms.operations.running import keep_open
from cms.operations.server import Address
from cms.operations.supervisor import GaveUpError, Worker
from tests.operations.conftest import free_port

HERE = "127.0.0.1"
SERVER = """
import http.server, sys
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.headers["Host"].encode())
    def log_message(self, *words):
        pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
"""


async def read(port: int) -> bytes:
    reader, writer = await asyncio.open_connection(HERE, port)
    writer.write(f"GET / HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return answer


def keep(worker: Worker, port: int, ports: list[int], folder: Path) -> list[list[int]]:
    """Keep a house open until somebody sends a signal; return what it announced."""
    announced: list[list[int]] = []
    answers: list[bytes] = []

    async def visit_and_close(stand_in: int) -> None:
        answers.append(await read(stand_in))
        os.kill(os.getpid(), signal.SIGTERM)

    def on_open(taken: list[int]) -> None:
        announced.append(taken)
        visits.append(asyncio.create_task(visit_and_close(ports[-1])))

    visits: list[asyncio.Task[None]] = []
    asyncio.run(
        keep_open(
            address=Address(HERE, port),
            house="localhost",
            workers=[worker],
            folder=folder,
            ports=ports,
            on_open=on_open,
            on_restart=lambda worker, status: None,
        )
    )
    assert f"localhost:{ports[-1]}".encode() in answers[0]
    return announced


def test_the_house_opens_and_a_signal_closes_it(tmp_path: Path) -> None:
    port = free_port()
    worker = Worker("server", (sys.executable, "-c", SERVER, str(port)))
    with socket.create_server((HERE, 0)) as somebody:
        taken = somebody.getsockname()[1]
        announced = keep(worker, port, [taken, free_port()], tmp_path)
    assert announced == [[taken]]
    with socket.create_server((HERE, port)):
        pass  # nobody listens there any more


def test_a_server_that_cannot_start_closes_the_house(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cms.operations.supervisor.TRIES", 1)
    worker = Worker("server", (sys.executable, "-c", "raise SystemExit(9)"))
    with pytest.raises(GaveUpError):
        keep(worker, free_port(), [free_port()], tmp_path)
