"""Names stand in lists as Vietnamese orders them (ADR 0054).

No collation of a database does that, so a row keeps the key it is sorted by in a column
beside its name. How Vietnamese is ordered is known to a room above, which says so when
the house starts (``reckon_by``).
"""

from collections.abc import Callable
from typing import Any, Self

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.constants import LOOKUP_SEP

Rule = Callable[[str], str]
NAMES, PEOPLE = "names", "people"

_rules: dict[str, Rule] = {}


def reckon_by(*, names: Rule, people: Rule) -> None:
    """Let a room say how the keys of names, and those of people, are made."""
    _rules.update({NAMES: names, PEOPLE: people})


class OrderKey(models.CharField):
    """Fills itself from the name beside it whenever a row is stored, one or many.

    A key needs twice the letters of its name and two more; a longer one is cut.
    """

    def __init__(self, source: str = "", rule: str = NAMES, **kwargs: Any) -> None:
        # “–” is a name, too.
        super().__init__(**{**kwargs, "editable": False, "blank": True})
        self.source = source
        self.rule = rule

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        told = {key: kwargs[key] for key in kwargs.keys() - {"editable", "blank"}}
        rule = [] if self.rule == NAMES else [self.rule]
        return name, path, [self.source, *rule], told

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001
        key = self.key_for(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, key)
        return key

    def key_for(self, name: Any) -> str:
        """Return the key of a name. What the database would compute is refused."""
        if not isinstance(name, str):
            msg = f"{self.source} is written as text, or its place in lists is lost"
            raise TypeError(msg)
        return _rules[self.rule](name)[: self.max_length]


def order_keys(model: Any) -> list[OrderKey]:
    return [field for field in model._meta.local_fields if isinstance(field, OrderKey)]


def in_order(model: Any, path: str) -> str:
    """Return what a list is sorted by that asks for a name: ``unit__sort_key``.

    What has no key, and what is no field, is returned as it is.
    """
    *relations, last = path.removeprefix("-").split(LOOKUP_SEP)
    try:
        for name in relations:
            model = model._meta.get_field(name).related_model
    except FieldDoesNotExist:
        return path  # a column of the query's own
    keys = {key.source: key.name for key in order_keys(model)}
    found = LOOKUP_SEP.join([*relations, keys.get(last, last)])
    return f"-{found}" if path.startswith("-") else found


class InOrder(models.Model):
    """A row whose key follows its name, also when only the name is stored."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        stored = kwargs.get("update_fields")
        if stored is not None:
            keys = {key.name for key in order_keys(self) if key.source in stored}
            kwargs["update_fields"] = {*stored, *keys}
        super().save(*args, **kwargs)


class InOrderQuerySet(models.QuerySet):
    """Rows of a model that is listed by name."""

    def in_order(self) -> Self:
        return self.order_by(*(key.name for key in order_keys(self.model)), "pk")

    def update(self, **values: Any) -> int:
        for key in order_keys(self.model):
            if key.source in values:
                values[key.name] = key.key_for(values[key.source])
        return super().update(**values)
