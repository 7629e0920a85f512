"""What the list of reported mistakes can be narrowed by."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget

from cms.core.filters import OfUnitsFilterSet, units_served
from cms.corrections.models import MistakeReport, ReportState


class ReportFilterSet(OfUnitsFilterSet):
    unit = django_filters.ModelChoiceFilter(
        field_name="record__unit",
        label=_("Unit"),
        queryset=units_served,
        empty_label=_("All"),
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("Status"),
        choices=ReportState.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    received_at = django_filters.DateFromToRangeFilter(
        label=_("Received at"), widget=DateRangePickerWidget
    )

    class Meta:
        model = MistakeReport
        fields: list[str] = []
