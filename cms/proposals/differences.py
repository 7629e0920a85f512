"""What a proposal changes, in words: a row for each thing said."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils.text import capfirst
from wagtail.models import Locale

from cms.proposals.models import Proposal
from sites.models import Portal, Unit
from sites.rows import UNIT_NAMES

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """One thing said, before and after; empty where it was not said."""

    about: str
    before: str
    after: str


def differences(proposal: Proposal) -> list[Difference]:
    """Return what changes, in the order of the form."""
    model = proposal.subject_type.model_class()
    if model is None:
        return []
    said = KINDS.get(model, _of_file)
    return list(said(model, proposal.before, proposal.after))


def _of_file(model: Any, before: Row, after: Row) -> Iterator[Difference]:
    names = sorted(after.keys() - {"texts"}, reverse=True)
    yield from _of_columns(model, names, before, after)
    texts = model._meta.get_field("texts").related_model
    languages = {str(locale.pk): str(locale) for locale in Locale.objects.all()}
    for key in sorted(before["texts"].keys() | after["texts"].keys()):
        old, new = before["texts"].get(key, {}), after["texts"].get(key, {})
        for name in sorted(old.keys() | new.keys()):
            if old.get(name) != new.get(name):
                about = f"{_label(texts, name)} ({languages.get(key, key)})"
                yield Difference(about, old.get(name, ""), new.get(name, ""))


def _of_unit(model: Any, before: Row, after: Row) -> Iterator[Difference]:
    yield from _of_columns(model, UNIT_NAMES, before, after)


def _of_columns(
    model: Any, names: Iterable[str], before: Row, after: Row
) -> Iterator[Difference]:
    for name in names:
        if before.get(name) != after[name]:
            yield Difference(_label(model, name), before.get(name, ""), after[name])


def _of_portal(model: Any, before: Row, after: Row) -> Iterator[Difference]:
    for kind in after:
        rows = model._meta.get_field(kind).related_model
        old = {row["pk"]: row for row in before.get(kind, [])}
        new = {row["pk"]: row for row in after[kind] if row["pk"] is not None}
        for key in sorted(old.keys() | new.keys()):
            yield from _of_row(rows, old.get(key, {}), new.get(key, {}))
        for row in after[kind]:
            if row["pk"] is None:
                yield from _of_row(rows, {}, row)


def _of_row(rows: type[Model], old: Row, new: Row) -> Iterator[Difference]:
    what = capfirst(str(rows._meta.verbose_name))
    name = str(old.get("title") or new.get("title") or "")
    of = f"{what} “{name}”" if name else what
    for column in (new or old).keys() - {"pk"}:
        before = _shown(rows, column, old.get(column))
        after = _shown(rows, column, new.get(column))
        if before != after:
            yield Difference(f"{of}: {_label(rows, column).lower()}", before, after)


def _field(model: type[Model], name: str) -> "Field[Any, Any] | None":
    try:
        return model._meta.get_field(name)  # type: ignore[return-value]
    except FieldDoesNotExist:
        return None


def _label(model: type[Model], name: str) -> str:
    field = _field(model, name)
    return capfirst(str(field.verbose_name)) if field else name


def _shown(model: type[Model], name: str, value: Any) -> str:
    """Return a value as people read it: what a key names, what a choice is called."""
    field = _field(model, name)
    if value in {None, ""} or field is None:
        return ""
    if field.related_model is not None:
        manager = field.related_model._base_manager
        return str(manager.filter(pk=value).first() or value)
    return str(dict(field.flatchoices or ()).get(value, value))


KINDS = {Portal: _of_portal, Unit: _of_unit}
