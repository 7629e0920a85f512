"""A run of its own process, made to be killed: half of the names never answer."""

import sys
import time

import django


def resolve(name: str, seconds: float) -> list[str]:
    if name.startswith("ket-"):
        time.sleep(120)
    return ["127.0.0.1"]


def main() -> None:
    django.setup()
    from cms.health.network import Network  # noqa: PLC0415
    from cms.health.running import Run, check_health  # noqa: PLC0415
    from cms.health.states import Kind  # noqa: PLC0415

    network = Network(seconds=60.0, pause=0.0, resolve=resolve)
    check_health(Run(network, kinds=[Kind.DNS]))


if __name__ == "__main__":
    sys.exit(main())
