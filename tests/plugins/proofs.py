"""Long proofs run at a tenth of their size, in full by ``make proof``; none is timed."""

import os
from collections.abc import Callable

import pytest
from hypothesis import settings

# A slow machine is no counter-example: time is measured by “make bench”.
settings.register_profile("dinh", deadline=None)
settings.load_profile("dinh")


def proof_scale() -> float:
    return float(os.environ.get("PROOF_SCALE") or 0.1)


@pytest.fixture(scope="session")
def proof_size() -> Callable[[int], int]:
    """Return a function from the full size of a proof to the size to run today."""

    def size(full: int) -> int:
        return max(1, round(full * proof_scale()))

    return size


def pytest_report_header() -> str:
    return f"proofs: at {proof_scale():.0%} of their size"
