"""What an opening did, or would do, line by line."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _


@dataclass
class Ledger:
    """Collects changes; nothing noted means that everything was so already."""

    lines: list[str] = field(default_factory=list)

    def created(self, row: models.Model) -> None:
        self.lines.append(_("+ %(what)s") % {"what": _label(row)})

    def changed(self, row: models.Model, names: list[str]) -> None:
        """Note which fields of a row got another value."""
        fields = ", ".join(_field_label(row, name) for name in names)
        self.lines.append(
            _("~ %(what)s: %(fields)s") % {"what": _label(row), "fields": fields}
        )

    def removed(self, row: models.Model) -> None:
        self.lines.append(_("- %(what)s") % {"what": _label(row)})


def ensure(
    queryset: models.QuerySet,
    key: dict[str, Any],
    values: dict[str, Any],
    ledger: Ledger,
) -> Any:
    """Return the one row with this key and these values, writing only what differs."""
    row = queryset.filter(**key).first()
    if row is None:
        row = queryset.model(**key, **values)
        row.full_clean()
        row.save()
        ledger.created(row)
        return row
    different = [name for name, value in values.items() if getattr(row, name) != value]
    if different:
        for name in different:
            setattr(row, name, values[name])
        row.full_clean()
        row.save()
        ledger.changed(row, different)
    return row


def keep_only(queryset: models.QuerySet, kept: set[int], ledger: Ledger) -> None:
    """Remove the rows that the specification no longer names."""
    for row in queryset.exclude(pk__in=kept):
        ledger.removed(row)
        row.delete()


def _label(row: models.Model) -> str:
    return f"{row._meta.verbose_name}: {row}"


def _field_label(row: models.Model, name: str) -> str:
    field = row._meta.get_field(name)
    return str(getattr(field, "verbose_name", name))
