"""What the list of assignments can be narrowed by."""

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.filters import OfUnitsFilterSet
from cms.planning.models import Assignment, AssignmentState

WHOSE = (("mine", _("Mine")), ("nobody", _("Nobody has it yet")))
LATE = "late"
STATES = [(LATE, _("Past its day")), *AssignmentState.choices]


class AssignmentFilterSet(OfUnitsFilterSet):
    whose = django_filters.ChoiceFilter(
        label=_("Whose"), choices=WHOSE, method="of_person", empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(
        label=_("Status"), choices=STATES, method="in_state", empty_label=_("All")
    )

    class Meta:
        model = Assignment
        fields: list[str] = []

    def of_person(
        self, rows: "QuerySet[Assignment]", _name: str, value: str
    ) -> "QuerySet[Assignment]":
        if value == "mine":
            return rows.filter(person=self.request.user)
        return rows.filter(person__isnull=True, state=AssignmentState.PLANNED)

    def in_state(
        self, rows: "QuerySet[Assignment]", _name: str, value: str
    ) -> "QuerySet[Assignment]":
        if value != LATE:
            return rows.filter(state=value)
        still = [AssignmentState.PLANNED, AssignmentState.TAKEN_UP]
        return rows.filter(state__in=still, due_on__lt=timezone.localdate())
