"""What the list of health checks can be narrowed by."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.core.filters import OfUnitsFilterSet, units_served
from cms.health.models import Check
from cms.health.states import TO_MEND, Kind, State


class CheckFilterSet(OfUnitsFilterSet):
    unit = django_filters.ModelChoiceFilter(
        field_name="portal__unit",
        label=_("Unit"),
        queryset=units_served,
        empty_label=_("All"),
    )
    kind = django_filters.MultipleChoiceFilter(
        label=pgettext_lazy("health", "Kind"),
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    state = django_filters.MultipleChoiceFilter(
        label=pgettext_lazy("health", "State"),
        choices=State.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    shown = django_filters.ChoiceFilter(
        label=pgettext_lazy("health", "Shown"),
        choices=[
            ("open", pgettext_lazy("health", "To mend")),
            ("aside", pgettext_lazy("health", "Set aside")),
        ],
        empty_label=_("All"),
        method="narrowed",
    )

    class Meta:
        model = Check
        fields: list[str] = []

    def narrowed(
        self, checks: "QuerySet[Check]", name: str, value: str
    ) -> "QuerySet[Check]":
        if value == "aside":
            return checks.filter(set_aside_at__isnull=False)
        return checks.filter(state__in=TO_MEND, set_aside_at__isnull=True)
