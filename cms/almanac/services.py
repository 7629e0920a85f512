"""Writes of the almanac."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from cms.almanac.models import Occasion

DAYS = Path(__file__).parent / "data" / "days.yaml"


def national_days() -> list[dict[str, Any]]:
    """Return the house's own list of days, as it is shipped."""
    with DAYS.open(encoding="utf-8") as file:
        rows: list[dict[str, Any]] = yaml.safe_load(file)
    return rows


@transaction.atomic
def load_days(*, rows: Iterable[Mapping[str, Any]] | None = None) -> int:
    """Add the days of the house's list that are not there yet; return how many.

    What somebody changed since stays as it is. Raises ``ValidationError`` for a row that
    names no possible day; then nothing was stored.
    """
    wanted = [Occasion(**row) for row in (national_days() if rows is None else rows)]
    known = set(Occasion.objects.exclude(code=None).values_list("code", flat=True))
    new = [one for one in wanted if one.code not in known]
    for one in new:
        one.full_clean(validate_unique=False, validate_constraints=False)
    return len(Occasion.objects.bulk_create(new))
