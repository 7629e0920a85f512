"""The house may say anything, units below only tighten."""

import pytest

from cms.quality.findings import Severity
from cms.quality.models import RuleSetting
from cms.quality.strictness import Strictness, strictness

USUAL = Strictness(Severity.WARN, 3, 10)


def row(severity: str, unit: int | None = None, **limits: int) -> RuleSetting:
    return RuleSetting(unit_id=unit, severity=severity, **limits)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], ("warn", 3, 10)),
        ([row("off")], ("off", 3, 10)),
        ([row("block", least=1, most=20)], ("block", 1, 20)),
        ([row("block", 1)], ("block", 3, 10)),
        ([row("off", 1)], ("warn", 3, 10)),
        ([row("warn", 1, least=4, most=9)], ("warn", 4, 9)),
        ([row("warn", 1, least=2, most=11)], ("warn", 3, 10)),
        ([row("warn", 1), row("block", 2), row("off")], ("block", 3, 10)),
        ([row("warn", 1, most=8), row("warn", 2, most=7)], ("warn", 3, 7)),
        ([row("warn", 1, least=8), row("off", least=20)], ("warn", 20, 10)),
    ],
)
def test_the_house_is_read_first_and_units_tighten(
    rows: list[RuleSetting], expected: tuple[str, int, int]
) -> None:
    said = strictness(USUAL, rows)
    assert (said.severity.value, said.least, said.most) == expected


def test_a_limit_may_begin_below_a_rule_without_one() -> None:
    said = strictness(Strictness(Severity.WARN), [row("warn", 1, most=5)])
    assert (said.least, said.most) == (None, 5)


def test_some_rules_become_only_so_strict() -> None:
    assert Strictness(Severity.BLOCK).at_most(Severity.WARN).severity == "warn"
    assert Strictness(Severity.OFF).at_most(Severity.WARN).severity == "off"
