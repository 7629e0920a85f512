"""What lists of the house can be narrowed by."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from sites.models import Capability, RoleAssignment, Unit

NOW, ENDED = "now", "ended"


class RoleFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("In force"),
        choices=[(NOW, _("In force")), (ENDED, _("Ended"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="in_state",
    )
    unit = django_filters.ModelChoiceFilter(
        label=_("Unit"), queryset=Unit.objects.all()
    )
    capability = django_filters.MultipleChoiceFilter(
        label=_("Capability"),
        choices=Capability.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = RoleAssignment
        fields: list[str] = []

    def in_state(
        self, roles: "QuerySet[RoleAssignment]", name: str, value: str
    ) -> "QuerySet[Any]":
        return roles.filter(is_active=value == NOW)  # type: ignore[misc]
