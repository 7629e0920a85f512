"""Everything that runs while the house is open, in one event loop."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

from cms.operations.ports import StandIns
from cms.operations.server import Address, wait_until_alive
from cms.operations.supervisor import Supervisor, Worker

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


async def keep_open(
    *,
    address: Address,
    house: str,
    workers: Sequence[Worker],
    folder: Path,
    ports: Sequence[int],
    on_open: Callable[[list[int]], None],
    on_restart: Callable[[Worker, int], None],
) -> None:
    """Run the workers and the stand-in ports until a signal says stop.

    ``on_open`` is told once that the server answers, and which ports were taken.
    Raises ``GaveUpError`` when a worker can't be kept alive.
    """
    supervisor = Supervisor(workers, folder=folder, on_restart=on_restart)
    loop = asyncio.get_running_loop()
    for name in STOP_SIGNALS:
        loop.add_signal_handler(name, supervisor.stop)
    stand_ins = StandIns(
        host=address.host, target_host=address.nearby, target_port=address.port
    )
    taken = await stand_ins.open(ports)

    async def announce() -> None:
        await wait_until_alive(address, house)
        on_open(taken)

    announcing = asyncio.create_task(announce())
    try:
        await supervisor.run()
    finally:
        announcing.cancel()
        stand_ins.close()
