"""What readers are told of a portal outside its pages, as plain values."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from sites.models import Portal

# By the names under which a portal has them.
PUBLIC_ROWS = ("owner_texts", "brandings", "menu_items")


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


def row_values(row: Model) -> dict[str, Any]:
    """Return the columns of a row, its portal left out."""
    columns = {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.name != "portal" and not field.primary_key
    }
    return {"pk": row.pk, **columns}
