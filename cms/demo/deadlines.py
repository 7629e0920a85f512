"""Deadlines of the demonstration, as the source plans set them."""

from typing import Any

from cms.deadlines.models import DeadlineRule, DeadlineSetting
from cms.deadlines.services import combine, save_rule
from sites.models import Unit


def set_deadlines(written: dict[str, Any], unit: Unit) -> None:
    """Put a chain's rules in force, and say how they combine; only once."""
    for rule in written.get("rules", []):
        if not DeadlineRule.objects.filter(unit=unit, name=rule["name"]).exists():
            save_rule(rule=DeadlineRule(unit=unit, **rule))
    way = written.get("combination")
    if way and not DeadlineSetting.objects.filter(unit=unit).exists():
        combine(unit=unit, combination=way)
