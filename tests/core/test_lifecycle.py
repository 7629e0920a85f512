"""No model that reaches a unit is forgotten when units change (ADR 0033)."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from cms.core.lifecycle import (
    Fate,
    LifecycleRule,
    Occasion,
    declare,
    lifecycle_rules,
    stays,
)
from sites.models import Unit


def keys_to(target: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            leads = field.concrete and (field.many_to_one or field.one_to_one)
            if leads and field.related_model is target:
                yield model, f"{model._meta.app_label}.{model.__name__}.{field.name}"


def keys_reaching_units() -> set[str]:
    """Return every foreign key on a path of keys that ends at a unit."""
    found: set[str] = set()
    reached: set[type[models.Model]] = {Unit}
    waiting: list[type[models.Model]] = [Unit]
    while waiting:
        for model, key in keys_to(waiting.pop()):
            found.add(key)
            if model not in reached:
                reached.add(model)
                waiting.append(model)
    return found


RULES = {rule.field: rule for rule in lifecycle_rules()}


def test_every_key_that_reaches_a_unit_has_its_fate() -> None:
    keys = keys_reaching_units()
    assert len(keys) > 35
    assert keys - RULES.keys() == set(), "declare what becomes of them"
    assert RULES.keys() - keys == set(), "nothing of that name reaches a unit"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_moves_or_ends_says_how(rule: LifecycleRule) -> None:
    acts = any(rule.acts_at(occasion, portal_follows=True) for occasion in Occasion)
    assert acts == (rule.held is not None)
    assert acts == (rule.deed is not None)
    assert set(rule.fates) == set(Occasion)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_follows_has_a_parent_that_is_declared(rule: LifecycleRule) -> None:
    if Fate.FOLLOWS not in rule.fates.values():
        return
    label, model, field = rule.field.split(".")
    parent = apps.get_model(label, model)._meta.get_field(field).related_model
    if parent is not Unit:  # else the page says it, which is no key
        assert any(
            key.startswith(f"{parent._meta.app_label}.{parent.__name__}.")
            for key in RULES
        )


def test_a_key_is_declared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.core.lifecycle._rules", {})
    stays("a.B.unit")
    with pytest.raises(RuntimeError, match="declared already"):
        stays("a.B.unit")


def test_an_occasion_must_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.core.lifecycle._rules", {})
    with pytest.raises(ValueError, match="funeral"):
        declare(
            "a.B.unit",
            held=lambda unit: Unit.objects.none(),
            deed=lambda rows, unit: 0,
            funeral=Fate.ENDS,
        )
    assert lifecycle_rules() == []
