"""What the list of proposed changes can be narrowed by."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.filters import OfUnitsFilterSet, units_served
from cms.proposals.models import Proposal, ProposalState


class ProposalFilterSet(OfUnitsFilterSet):
    unit = django_filters.ModelChoiceFilter(
        field_name="portal__unit",
        label=_("Unit"),
        queryset=units_served,
        empty_label=_("All"),
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("Status"),
        choices=ProposalState.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Proposal
        fields: list[str] = []
