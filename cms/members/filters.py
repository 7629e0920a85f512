"""What the lists of people and invitations can be narrowed by."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cms.members.models import Invitation
from cms.members.permissions import units_shown_to
from cms.members.selectors import STATES
from cms.users.models import User
from sites.models import Capability, RoleAssignment, Unit


def units_seen(request: HttpRequest) -> "QuerySet[Unit]":
    """Return the units whose people the person of the request may see."""
    return units_shown_to(request.user)  # type: ignore[arg-type]


class OwnUnitsFilterSet(WagtailFilterSet):
    """Leaves out the unit for whoever sees but one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if units_seen(self.request)[1:2].count() == 0:
            del self.filters["unit"]

    def _roles(self) -> "QuerySet[RoleAssignment]":
        roles = RoleAssignment.objects.overlapping(timezone.now())
        return roles.filter(unit__in=units_seen(self.request))


class PeopleFilterSet(OwnUnitsFilterSet):
    unit = django_filters.ModelChoiceFilter(
        label=_("Unit"), queryset=units_seen, empty_label=_("All"), method="in_unit"
    )
    capability = django_filters.MultipleChoiceFilter(
        label=_("Role"),
        choices=Capability.choices,
        widget=forms.CheckboxSelectMultiple,
        method="with_role",
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("Status"),
        choices=[(name, word) for name, (word, _look) in STATES.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields: list[str] = []

    def in_unit(
        self, people: "QuerySet[User]", name: str, value: Unit | None
    ) -> "QuerySet[User]":
        if value is None:
            return people
        of_unit = RoleAssignment.objects.filter(unit=value)
        return people.filter(pk__in=of_unit.values("user"))

    def with_role(
        self, people: "QuerySet[User]", name: str, value: list[str]
    ) -> "QuerySet[User]":
        if not value:
            return people
        return people.filter(
            pk__in=self._roles().filter(capability__in=value).values("user")
        )


class InvitationFilterSet(OwnUnitsFilterSet):
    unit = django_filters.ModelChoiceFilter(
        label=_("Unit"), queryset=units_seen, empty_label=_("All")
    )

    class Meta:
        model = Invitation
        fields: list[str] = []
