"""What people may choose in edit forms: their own units', and no more.

Imported by models (``base_form_class``), so it knows none of them.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, Q, QuerySet
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.core.workflows import faults_of
from sites.models import Unit
from sites.policies import UnitFilesPolicy
from sites.selectors import (
    people_serving,
    units_served_by,
    units_within_reach_of,
)

ANY_USE = ("choose", "add", "change", "delete")


def choosable(rows: "QuerySet[Any]", user: AbstractUser) -> "QuerySet[Any]":
    """Return those of the rows that the person may choose.

    Of people, units, pages, files and what has ``choosable_by``; everything else is as
    it was.
    """
    if user.is_superuser:
        return rows
    if hasattr(rows, "choosable_by"):
        limited: QuerySet[Any] = rows.choosable_by(user)
        return limited
    own = _own(rows.model, user)
    return rows if own is None else rows.filter(pk__in=own.values("pk"))


def _own(model: type[Model], user: AbstractUser) -> "QuerySet[Any] | None":
    """Return what of a model is the person's; None where nothing is anybody's."""
    if model is get_user_model():
        return people_serving(units_served_by(user))
    if model is Unit:
        return units_within_reach_of(user)
    own: QuerySet[Any] | None = None
    if issubclass(model, Page):
        own = policy_registry.get_by_type(Page).explorable_instances(user)
    else:
        policy = policy_registry.get_by_type(model, fallback=False)
        if isinstance(policy, UnitFilesPolicy):
            own = policy.instances_user_has_any_permission_for(user, ANY_USE)
    return own


def narrow(form: forms.ModelForm, user: AbstractUser | None) -> None:
    """Limit every field of a form to what the person may choose.

    What stands there already stays choosable: a form must never lose the work of
    somebody with wider rights.
    """
    if user is None or user.is_superuser:
        return
    for name, field in form.fields.items():
        if not _chooses_one(field):
            continue
        rows = field.queryset  # type: ignore[attr-defined]
        allowed = choosable(rows, user).values("pk")
        current = getattr(form.instance, f"{name}_id", None)
        field.queryset = rows.filter(  # type: ignore[attr-defined]
            Q(pk__in=allowed) | Q(pk=current)
        )
        _refuse_others(form, name, field, rows)


def _refuse_others(
    form: forms.ModelForm, name: str, field: Any, rows: "QuerySet[Any]"
) -> None:
    """Refuse a choice that exists and is not the person's, or is theirs no more.

    Choosers draw again what was sent, by its title: so it is taken out of what was
    sent, and the rest of the form waits for another choice.
    """
    if not form.is_bound:
        return
    key = form.add_prefix(name)
    sent = field.widget.value_from_datadict(form.data, form.files, key)
    if not str(sent or "").isdecimal():
        return
    if rows.filter(pk=sent).exists() and not field.queryset.filter(pk=sent).exists():
        sent_but_one: Any = form.data
        sent_but_one = sent_but_one.copy()
        sent_but_one[key] = ""
        form.data = sent_but_one
        field.clean = partial(_not_yours, field)


def _not_yours(field: Any, value: object) -> None:
    raise ValidationError(field.error_messages["invalid_choice"], code="invalid_choice")


def refuse_new_references(page: Page, user: AbstractUser) -> None:
    """Refuse a text that points to pages or files which are not the person's to choose.

    Blocks and links name things by key, past every chooser. What the newest version
    pointed to already stays.
    """
    others = _others_among(_references(page), user)
    if others and not page._state.adding:
        stored = type(page)._default_manager.get(pk=page.pk)
        others -= _references(stored.get_latest_revision_as_object())
    if others:
        raise PermissionDenied


def _references(page: Page) -> set[tuple[type[Model], str]]:
    """Return what blocks and rich text of a page point to."""
    return {
        (found[0], str(found[1]))
        for field in page._meta.concrete_fields
        if hasattr(field, "extract_references")
        for found in field.extract_references(field.value_from_object(page))
    }


def _others_among(
    references: set[tuple[type[Model], str]], user: AbstractUser
) -> set[tuple[type[Model], str]]:
    others = set()
    for model in {model for model, _key in references}:
        keys = {key for named, key in references if named is model}
        rows = model._default_manager.filter(pk__in=keys)
        own = set(map(str, choosable(rows, user).values_list("pk", flat=True)))
        there = set(map(str, rows.values_list("pk", flat=True)))
        others |= {(model, key) for key in there - own}
    return others


def _chooses_one(field: forms.Field) -> bool:
    return isinstance(field, forms.ModelChoiceField) and not isinstance(
        field, forms.ModelMultipleChoiceField
    )


class NarrowedRows(BaseChildFormSet):
    """Rows whose choices are narrowed by the form they stand in."""

    narrow_row: Callable[[forms.ModelForm], None] | None = None

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if self.narrow_row:
            self.narrow_row(form)


class PageForm(WagtailAdminPageForm):
    """The edit form of every page of the house."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow(self, self.for_user)
        if "slug" in self.fields:  # made of the title where nothing stands
            self.fields["slug"].required = False
        for formset in self.formsets.values():
            if isinstance(formset, NarrowedRows):
                formset.narrow_row = self.narrow_row

    def clean_slug(self) -> str:
        """Let a script that came late, or a field that was emptied, stop nobody.

        Wagtail's script fills the field in while a title is typed; without it the form
        was refused for a field on another tab. What has an address keeps it.
        """
        typed: str = self.cleaned_data["slug"]
        return typed or str(self.initial.get("slug") or "")

    def narrow_row(self, row: forms.ModelForm) -> None:
        narrow(row, self.for_user)

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.for_user is not None and not self.for_user.is_superuser:
            refuse_new_references(self.instance, self.for_user)
        if self.for_user is not None and "action-submit" in self.data:
            for fault in faults_of(self.instance, self.for_user):
                self.add_error(None, fault)
