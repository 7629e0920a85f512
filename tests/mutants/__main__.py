"""``python -m tests.mutants [part of a name …]``; without, all rules of the desk."""

import sys
from collections.abc import Iterator

import pytest

from tests.mutants.equivalent import EQUIVALENT
from tests.mutants.faults import Fault, faults_of
from tests.mutants.sweep import Sweep, say

RULES = (
    "cms.core.gate",
    "cms.routes.matters",
    "cms.routes.parties",
    *(f"cms.moderation.{name}" for name in ("entrance", "frozen", "moments", "passes")),
    "cms.moderation.turns",
    *(
        f"cms.moderation.services.{name}"
        for name in ("deciding", "emergencies", "releasing", "returning", "steps")
    ),
    *(f"cms.moderation.services.{name}" for name in ("submitting", "voiding")),
)
TESTS = (
    "tests/moderation",
    "tests/routes",
    "tests/core/test_gate.py",
    "tests/core/test_gate_refusals.py",
)
ENOUGH = 0.95


def chosen(asked: list[str]) -> list[Fault]:
    """Return the faults whose names have one of the parts asked for."""
    faults = [fault for module in RULES for fault in faults_of(module)]
    return [
        fault
        for fault in faults
        if not asked or any(part in fault.name for part in asked)
    ]


def table(faults: list[Fault], alive: list[Fault]) -> Iterator[str]:
    """Return a line for each module and one for all: the last figure is what passed."""
    yield f"{'module':44} {'mutants':>8} {'noticed':>8} {'equal':>8} {'alive':>8}"
    for module in ("", *RULES):
        mine = [fault for fault in faults if fault.module.startswith(module)]
        left = [fault for fault in alive if fault.module.startswith(module)]
        if mine:
            equal = sum(fault.name in EQUIVALENT for fault in mine)
            noticed = len(mine) - len(left) - equal
            figures = (len(mine), noticed, equal, len(left))
            yield f"{module or 'all':44} " + " ".join(f"{one:8}" for one in figures)


def main(asked: list[str]) -> int:
    sweep = Sweep(lambda: chosen(asked))
    plain = ("-q", "-s", "-n0", "-p", "no:cacheprovider")
    if pytest.main([*plain, *TESTS], plugins=[sweep]) != pytest.ExitCode.OK:
        return 1
    faults = list(sweep.faults)
    say("\n".join(table(faults, sweep.alive)))
    different = [fault for fault in faults if fault.name not in EQUIVALENT]
    noticed = len(different) - len(sweep.alive)
    return int(not different or noticed < ENOUGH * len(different))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
