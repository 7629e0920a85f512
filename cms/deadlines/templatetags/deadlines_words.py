"""How much time is left, as every list and screen of the administration shows it."""

from collections.abc import Mapping
from typing import Any

from django import template

from cms.deadlines.left import time_left

register = template.Library()


@register.inclusion_tag("admin/deadlines/time_left.html", name="time_left")
def shown(told: Mapping[str, Any] | None) -> dict[str, Any]:
    """Show what is left of ``next_due``; nothing where nothing is due."""
    return {"left": time_left(told) if told else None}
