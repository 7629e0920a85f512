"""What the list of records can be narrowed by."""

from typing import Any

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.core.filters import OfUnitsFilterSet
from cms.core.models import ContentForm, EditorialRecord
from cms.desk.flags import carrying, choices


def liable_people(request: HttpRequest) -> "QuerySet[AbstractUser]":
    """Return the people named as liable in records the person may read."""
    records = EditorialRecord.objects.visible_to(request.user)  # type: ignore[arg-type]
    people: QuerySet[AbstractUser] = get_user_model().objects.filter(
        pk__in=records.values("liable_person")
    )
    return people


class RecordFilterSet(OfUnitsFilterSet):
    form = django_filters.MultipleChoiceFilter(
        label=pgettext_lazy("of an item", "Form"),
        choices=ContentForm.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    flags = django_filters.MultipleChoiceFilter(
        label=_("Flags"),
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        method="with_flags",
    )
    liable_person = django_filters.ModelChoiceFilter(
        label=_("Liable person"),
        queryset=liable_people,
        empty_label=_("All"),
        null_label=_("Nobody named"),
    )

    class Meta:
        model = EditorialRecord
        fields: list[str] = []

    def with_flags(
        self, records: "QuerySet[Any]", name: str, value: list[str]
    ) -> "QuerySet[Any]":
        return records.filter(carrying(value))
