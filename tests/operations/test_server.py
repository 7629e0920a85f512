"""The web server's command, and the wait for its first answer."""

import asyncio
import socket
import struct
import sys

import pytest

from cms.operations.server import (
    EMBEDDED,
    SERVED,
    Address,
    Capacity,
    capacity_for,
    server_command,
    wait_until_alive,
)
from tests.operations.conftest import free_port


def test_the_command_names_everything() -> None:
    address = Address("127.0.0.1", 8123)
    command = server_command("cms.wsgi.application", address, Capacity(2, 3))
    assert command[:4] == (sys.executable, "-m", "granian", "cms.wsgi:application")
    assert {
        "--interface=wsgi",
        "--host=127.0.0.1",
        "--port=8123",
        "--workers=2",
        "--blocking-threads=3",
    } <= set(command)


def test_an_embedded_database_has_one_process() -> None:
    assert capacity_for("sqlite") is EMBEDDED
    assert EMBEDDED.workers == 1
    assert capacity_for("postgresql") is SERVED


@pytest.mark.parametrize(
    ("host", "nearby"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::", "::1")],  # noqa: S104
)
def test_a_server_for_everybody_is_near(host: str, nearby: str) -> None:
    assert Address(host, 8000).nearby == nearby


def test_the_wait_ends_with_the_first_good_answer() -> None:
    """Nobody listens, then somebody hangs up, then 503, then 200."""
    asked: list[bytes] = []
    answers = [b"", b"HTTP/1.1 503 Away\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n"]

    async def answer(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answers[len(asked) - 1])
        writer.close()

    async def scene() -> None:
        port = free_port()
        waiting = asyncio.create_task(
            wait_until_alive(Address("127.0.0.1", port), "cong.example")
        )
        await asyncio.sleep(0)
        server = await asyncio.start_server(answer, "127.0.0.1", port)
        await waiting
        server.close()

    asyncio.run(scene())
    assert len(asked) == len(answers)
    assert all(b"GET /-/song " in request for request in asked)
    assert all(b"Host: cong.example\r\n" in request for request in asked)


def reset(writer: asyncio.StreamWriter) -> None:
    """Hang up without a farewell: the other side gets an error, not an end."""
    at_once = struct.pack("ii", 1, 0)
    made = writer.get_extra_info("socket")
    made.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
    writer.transport.abort()


def test_a_connection_cut_while_asking_is_no_answer() -> None:
    number = 0

    async def cut_then_answer(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        nonlocal number
        number += 1
        await reader.readuntil(b"\r\n\r\n")
        if number == 1:
            reset(writer)
            return
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        writer.close()

    async def scene() -> None:
        server = await asyncio.start_server(cut_then_answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        await wait_until_alive(Address("127.0.0.1", port), "localhost")
        server.close()

    asyncio.run(scene())
    assert number == 2
