"""What readers are told of a portal outside its pages, as plain values."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from sites.models import Portal, Unit

# By the names under which a portal has them.
PUBLIC_ROWS = ("owner_texts", "brandings", "menu_items")
# By what a unit is called on its portal, in the directory and on what it issues.
UNIT_NAMES = ("name", "short_name", "symbol")


def rows_of(portal: Portal) -> dict[str, list[dict[str, Any]]]:
    """Return the stored rows of each kind, in the order in which they came."""
    models = {name: getattr(portal, name).model for name in PUBLIC_ROWS}
    return {
        name: in_order(model.objects.filter(portal=portal.pk))
        for name, model in models.items()
    }


def in_order(rows: Iterable[Model]) -> list[dict[str, Any]]:
    """Return rows as values: stored ones by their keys, new ones after them."""
    values = map(row_values, rows)
    return sorted(values, key=lambda row: (row["pk"] is None, row["pk"] or 0))


def names_of(unit: Unit) -> dict[str, str]:
    """Return what a unit is called, as it is stored."""
    stored: dict[str, str] = Unit.objects.values(*UNIT_NAMES).get(pk=unit.pk)
    return stored


def row_values(row: Model) -> dict[str, Any]:
    """Return the columns of a row, its portal left out."""
    columns = {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.name != "portal" and not field.primary_key
    }
    return {"pk": row.pk, **columns}
