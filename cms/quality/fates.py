"""What becomes of settings and registers when units change: the successor takes them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import QuerySet

from cms.core.lifecycle import Deed, Fate, declare, follows
from cms.quality.models import Leader, LegalText, OfficialSource, RuleSetting
from sites.models import Unit

INHERITED = {"merge": Fate.MOVES, "split": Fate.MOVES}
# By what an entry is told from others of its unit; leaders may share everything.
KEYS: dict[type[Any], str] = {
    RuleSetting: "code",
    OfficialSource: "host",
    LegalText: "number",
    Leader: "pk",
}


def rows_of(model: type[Any], unit: Unit) -> "QuerySet[Any]":
    rows: QuerySet[Any] = model.objects.filter(unit=unit)
    return rows


def _taking(key: str) -> Deed:
    """Return what moves entries; what the successor has already stays behind."""

    def take(rows: "QuerySet[Any]", successor: Unit | None) -> int:
        own = rows.model.objects.filter(unit=successor).values(key)
        return rows.exclude(**{f"{key}__in": own}).update(unit=successor)

    return take


def register() -> None:
    """Declare this app's keys; called once when apps are ready."""
    for model, key in KEYS.items():
        held: Callable[[Unit], QuerySet[Any]] = partial(rows_of, model)
        field = f"quality.{model.__name__}.unit"
        declare(field, held=held, deed=_taking(key), **INHERITED)
    follows("quality.Explanation.record")
