"""What the security log can be narrowed by."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.audit.permissions import LOG
from search.lookups import matching
from sites.models import Unit


def units_read(request: HttpRequest) -> "QuerySet[Unit]":
    """Return the units whose entries the person may read."""
    units: QuerySet[Unit] = LOG.units(request.user, ("view",))  # type: ignore[assignment, arg-type]
    return units


class LogFilterSet(WagtailFilterSet):
    happened_at = django_filters.DateFromToRangeFilter(
        label=_("When"), widget=DateRangePickerWidget
    )
    person = django_filters.CharFilter(
        label=_("Person"),
        method="of_person",
        help_text=_("A name or a log-in name, or a part of it."),
    )
    unit = django_filters.ModelChoiceFilter(
        label=_("Unit"), queryset=units_read, empty_label=_("All")
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("What happened"),
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = SecurityEntry
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if units_read(self.request)[1:2].count() == 0:
            del self.filters["unit"]

    def of_person(
        self, entries: "QuerySet[SecurityEntry]", name: str, value: str
    ) -> "QuerySet[SecurityEntry]":
        return matching(entries, value, "actor_name")
