"""Ports that stand in for hostnames where ``*.localhost`` is not resolved.

Each forwards bytes to the one real port and reads none of them. The ``Host`` header
keeps the stand-in's port, and by it ``sites.middleware`` finds the portal.
"""

import asyncio
import errno
import socket
from collections.abc import Iterable

from django.utils.translation import gettext as _

LAST = 65_535
CHUNK = 65_536


def bind_fault(host: str, port: int) -> OSError | None:
    """Return why nothing can listen on a port, or None if something can."""
    if not 0 < port <= LAST:
        return OSError(errno.EINVAL, _("there is no such port"))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as fault:
        return fault
    return None


class StandIns:
    """The listening stand-ins, all leading to the same port of the same host."""

    def __init__(self, *, host: str, target_host: str, target_port: int) -> None:
        self._host = host
        self._target = (target_host, target_port)
        self._servers: list[asyncio.Server] = []

    async def open(self, ports: Iterable[int]) -> list[int]:
        """Listen on the ports; return those that were taken already and are skipped."""
        taken = []
        for port in ports:
            try:
                server = await asyncio.start_server(self._forward, self._host, port)
            except OSError:
                taken.append(port)
            else:
                self._servers.append(server)
        return taken

    def close(self) -> None:
        for server in self._servers:
            server.close()

    async def _forward(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            inner_reader, inner_writer = await asyncio.open_connection(*self._target)
        except OSError:  # the server is being restarted
            writer.close()
            return
        try:
            await asyncio.gather(
                _copy(reader, inner_writer), _copy(inner_reader, writer)
            )
        except OSError:
            pass  # one side hung up; both are closed below
        finally:
            inner_writer.close()
            writer.close()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass bytes on until one side says that it has no more."""
    while data := await reader.read(CHUNK):
        writer.write(data)
        await writer.drain()
    writer.write_eof()
