"""Every page type is whole: seen, found, delivered, and easy to make in a test."""

import importlib
import pkgutil
from typing import Any

import factory
import pytest
from django.apps import apps
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import Page

from tests import factories
from tests.architecture.source import ROOMS

# A folder is never served: it has neither a reader nor a finder.
UNSERVED = {"pages.UnitFolder"}


def page_types() -> list[type[Page]]:
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Page) and model.__module__.split(".")[0] in ROOMS
    ]


def served_page_types() -> list[type[Page]]:
    return [model for model in page_types() if model._meta.label not in UNSERVED]


def made_models() -> set[type[Any]]:
    """Return the models for which ``tests.factories`` has a factory."""
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.iter_modules(factories.__path__, f"{factories.__name__}.")
    ]
    made = (vars(module).values() for module in [factories, *modules])
    return {
        value._meta.model
        for values in made
        for value in values
        if isinstance(value, type) and issubclass(value, factory.Factory)
    }


def own(model: type[Page], attribute: str) -> list[Any]:
    """Return what the type itself declares beyond Wagtail's own.

    Inherited entries do not count: they know nothing of the type's own fields.
    """
    given = {_entry(value) for value in getattr(Page, attribute, [])}
    mine = vars(model).get(attribute, [])
    return [value for value in mine if _entry(value) not in given]


def _entry(value: Any) -> tuple[str, str]:
    name = value if isinstance(value, str) else getattr(value, "name", "")
    return type(value).__name__, name or getattr(value, "field_name", "")


def label(model: type[Page]) -> str:
    return str(model._meta.label)


each_type = pytest.mark.parametrize("model", page_types(), ids=label)
each_served_type = pytest.mark.parametrize("model", served_page_types(), ids=label)


def test_there_are_page_types() -> None:
    assert len(page_types()) >= 6
    assert {model._meta.label for model in page_types()} >= UNSERVED


@each_served_type
def test_a_page_type_has_a_template_of_its_own(model: type[Page]) -> None:
    try:
        get_template(model.template)
    except TemplateDoesNotExist as missing:
        pytest.fail(f"{model._meta.label} has no template {missing}")
    assert str(model.template).startswith("pages/")


@each_served_type
def test_a_page_type_can_be_found(model: type[Page]) -> None:
    assert own(model, "search_fields"), "declares no search_fields"


@each_served_type
def test_a_page_type_is_delivered_by_the_api(model: type[Page]) -> None:
    assert own(model, "api_fields"), "declares no api_fields"


@each_type
def test_a_page_type_has_a_factory(model: type[Page]) -> None:
    assert model in made_models(), f"tests.factories makes no {model._meta.label}"


def test_no_two_page_types_share_a_template() -> None:
    templates = [model.template for model in served_page_types()]
    assert len(templates) == len(set(templates))
