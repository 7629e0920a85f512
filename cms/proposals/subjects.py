"""What proposals can be about: how its words are read, and how they are written."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from cms.core.words import vouched
from media_library.services import write_texts
from media_library.texts import TEXT_COLUMNS, words_of
from sites.models import Portal, PortalStatus, Unit
from sites.rows import PUBLIC_ROWS, UNIT_NAMES, names_of, row_values, rows_of
from sites.services import announce_unit_changed, settle_portal

Words = Mapping[str, Any]


def portal_of(subject: Model) -> Portal | None:
    """Return the portal whose people answer for the words."""
    if isinstance(subject, Portal):
        return subject
    if isinstance(subject, Unit):
        return Portal.objects.filter(unit=subject).first()
    above = subject.collection.get_ancestors(inclusive=True)  # type: ignore[attr-defined]
    return Portal.objects.filter(collection__in=above).first()


def read(subject: Model) -> dict[str, Any]:
    """Return the words as they are stored now."""
    if isinstance(subject, Unit):
        return dict(names_of(subject))
    return rows_of(subject) if isinstance(subject, Portal) else words_of(subject)


def write(subject: Model, words: Words) -> None:
    """Store the words. Raises ``ValidationError`` for what can't stand any more."""
    with vouched():
        if isinstance(subject, Portal):
            _write_portal(subject, words)
        elif isinstance(subject, Unit):
            _write_unit(subject, words)
        else:
            _write_file(subject, words)


def _write_file(asset: Any, words: Words) -> None:
    named = [name for name in ("title", "credit") if name in words]
    for name in named:
        setattr(asset, name, words[name])
    asset.save(update_fields=named)
    model = asset.texts.model
    columns = {field.name for field in model._meta.fields}.intersection(TEXT_COLUMNS)
    said = {int(key): texts for key, texts in words["texts"].items()}
    spoken = {text.locale_id for text in asset.texts.all()} | said.keys()
    texts = {
        key: {name: said.get(key, {}).get(name, "") for name in sorted(columns)}
        for key in sorted(spoken)
    }
    write_texts(asset=asset, texts=texts)


def _write_unit(unit: Unit, words: Words) -> None:
    for name in UNIT_NAMES:
        setattr(unit, name, words[name])
    unit.clean_fields(
        exclude={field.name for field in unit._meta.fields} - {*UNIT_NAMES}
    )
    unit.save(update_fields=UNIT_NAMES)
    announce_unit_changed(unit=unit)


def _write_portal(portal: Portal, words: Words) -> None:
    for name in PUBLIC_ROWS:
        _write_rows(portal, name, words[name])
    hostnames = list(portal.hostnames.values_list("hostname", flat=True))
    fresh = Portal.objects.get(pk=portal.pk)
    settle_portal(
        portal=fresh, status=PortalStatus(fresh.status), hostnames_before=hostnames
    )


def _write_rows(portal: Portal, name: str, rows: list[dict[str, Any]]) -> None:
    """Make the rows of one kind what they are to be, the leaving ones first."""
    manager = getattr(Portal.objects.get(pk=portal.pk), name)
    model = manager.model
    stored = {row.pk: row for row in model.objects.filter(portal=portal)}
    kept = {row["pk"] for row in rows}
    if kept - stored.keys() - {None}:
        raise ValidationError({"rows": [str(model._meta.verbose_name)]})
    model.objects.filter(portal=portal).exclude(pk__in=kept - {None}).delete()
    for values in rows:
        row = stored.get(values["pk"]) or model(portal=portal)
        if row.pk and row_values(row) == values:
            continue
        for column, value in values.items():
            if column != "pk":
                setattr(row, row._meta.get_field(column).attname, value)
        row.full_clean()
        row.save()
