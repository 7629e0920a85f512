"""A network of this machine only, and portals to watch."""

from collections.abc import Callable

import pytest

from cms.health.network import Network, NoNameError

Build = Callable[..., Network]


def here(name: str, seconds: float) -> list[str]:
    """Resolve every name to this machine, but for those that are gone."""
    if name.startswith("gone."):
        raise NoNameError(name)
    return ["127.0.0.1"]


@pytest.fixture
def network() -> Network:
    return Network(seconds=1.0, pause=0.0, allow_inner=True, resolve=here)
