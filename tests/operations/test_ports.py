"""Ports that stand in for hosts pass everything on and change nothing."""

import asyncio
import errno
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest

from cms.operations.ports import StandIns, bind_fault
from tests.operations.conftest import free_port

HERE = "127.0.0.1"
REQUEST = b"GET / HTTP/1.1\r\nHost: localhost:8003\r\n\r\n"
Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer with what was asked."""
    writer.write(await reader.read())
    writer.close()


async def ask(port: int, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection(HERE, port)
    writer.write(request)
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    return answer


async def house(handler: Handler) -> tuple[asyncio.Server, StandIns]:
    server = await asyncio.start_server(handler, HERE, 0)
    port = server.sockets[0].getsockname()[1]
    return server, StandIns(host=HERE, target_host=HERE, target_port=port)


def test_what_is_asked_arrives_unchanged() -> None:
    async def scene() -> bytes:
        server, doors = await house(echo)
        port = free_port()
        assert await doors.open([port]) == []
        answer = await ask(port, REQUEST)
        doors.close()
        server.close()
        return answer

    assert asyncio.run(scene()) == REQUEST


def test_a_taken_port_is_skipped_and_named() -> None:
    async def scene(taken: int) -> tuple[list[int], bytes]:
        server, doors = await house(echo)
        free = free_port()
        skipped = await doors.open([taken, free])
        answer = await ask(free, REQUEST)
        doors.close()
        server.close()
        return skipped, answer

    with socket.create_server((HERE, 0)) as somebody:
        taken = somebody.getsockname()[1]
        assert asyncio.run(scene(taken)) == ([taken], REQUEST)


def test_a_visitor_is_hung_up_on_while_the_server_is_away() -> None:
    async def scene() -> bytes:
        doors = StandIns(host=HERE, target_host=HERE, target_port=free_port())
        port = free_port()
        await doors.open([port])
        answer = await ask(port, b"")
        doors.close()
        return answer

    assert asyncio.run(scene()) == b""


def test_a_server_that_hangs_up_ends_the_visit() -> None:
    async def hang_up(
        _reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        writer.transport.abort()

    async def scene() -> bytes:
        server, doors = await house(hang_up)
        port = free_port()
        await doors.open([port])
        answer = b""
        with suppress(ConnectionError):
            answer = await ask(port, REQUEST)
        doors.close()
        server.close()
        return answer

    assert asyncio.run(scene()) == b""


def test_a_free_port_has_no_fault() -> None:
    assert bind_fault(HERE, free_port()) is None


def test_a_taken_port_says_so() -> None:
    with socket.create_server((HERE, 0)) as somebody:
        fault = bind_fault(HERE, somebody.getsockname()[1])
    assert fault is not None
    assert fault.errno == errno.EADDRINUSE


@pytest.mark.parametrize("port", [0, -1, 65_536])
def test_there_are_65535_ports(port: int) -> None:
    fault = bind_fault(HERE, port)
    assert fault is not None
    assert fault.errno == errno.EINVAL


def test_a_foreign_host_is_a_fault() -> None:
    assert bind_fault("192.0.2.1", free_port()) is not None
