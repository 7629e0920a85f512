"""Long proofs run at a tenth of their size, in full by ``make proof``."""

import os
from collections.abc import Callable

import pytest


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
