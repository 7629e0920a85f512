"""What people may choose in edit forms: their own units', and no more.

Imported by models (``base_form_class``), so it knows none of them.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import Q, QuerySet
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminPageForm

from sites.models import Unit
from sites.selectors import people_serving


def choosable(rows: "QuerySet[Any]", user: AbstractUser) -> "QuerySet[Any]":
    """Return those of the rows that the person may choose.

    Of people, units and what has ``choosable_by``; everything else is as it was.
    """
    if user.is_superuser:
        return rows
    if rows.model is get_user_model():
        colleagues = people_serving(Unit.objects.served_by(user))
        return rows.filter(pk__in=colleagues.values("pk"))
    if rows.model is Unit:
        return rows.filter(pk__in=Unit.objects.within_reach_of(user).values("pk"))
    if hasattr(rows, "choosable_by"):
        limited: QuerySet[Any] = rows.choosable_by(user)
        return limited
    return rows


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
        for formset in self.formsets.values():
            if isinstance(formset, NarrowedRows):
                formset.narrow_row = self.narrow_row

    def narrow_row(self, row: forms.ModelForm) -> None:
        narrow(row, self.for_user)
