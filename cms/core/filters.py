"""What the lists of events can be narrowed by."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from cms.core.models import Event, EventStatus
from sites.models import Unit
from sites.selectors import units_served_by


def units_served(request: HttpRequest) -> "QuerySet[Unit]":
    return units_served_by(request.user)  # type: ignore[arg-type]


class OfUnitsFilterSet(WagtailFilterSet):
    """Offers units only to people who serve several."""

    unit = django_filters.ModelChoiceFilter(
        label=_("Unit"), queryset=units_served, empty_label=_("All")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if units_served(self.request)[1:2].count() == 0:
            del self.filters["unit"]


class EventFilterSet(OfUnitsFilterSet):
    starts_at = django_filters.DateFromToRangeFilter(
        label=_("Starts"), widget=DateRangePickerWidget
    )
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"),
        choices=EventStatus.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Event
        fields: list[str] = []
