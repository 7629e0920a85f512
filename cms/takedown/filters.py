"""What the list of hidden and taken down items can be narrowed by."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.filters import OfUnitsFilterSet, units_served
from cms.takedown.kinds import Kind, State
from cms.takedown.models import Removal


class RemovalFilterSet(OfUnitsFilterSet):
    unit = django_filters.ModelChoiceFilter(
        field_name="record__unit",
        label=_("Unit"),
        queryset=units_served,
        empty_label=_("All"),
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=State.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Removal
        fields: list[str] = []
