"""What the lists of directives and rumours can be narrowed by."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.core.filters import OfUnitsFilterSet
from cms.directives.models import Directive, DirectiveKind, Rebuttal

STATES = (("open", _("To be answered")), ("answered", _("Answered")))


class DirectiveFilterSet(OfUnitsFilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=DirectiveKind.choices, empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(
        label=_("Status"), choices=STATES, method="of_state", empty_label=_("All")
    )

    class Meta:
        model = Directive
        fields: list[str] = []

    def of_state(
        self, rows: "QuerySet[Directive]", _name: str, value: str
    ) -> "QuerySet[Directive]":
        return rows.filter(closed_at__isnull=value == "open")


class RebuttalFilterSet(OfUnitsFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("Status"), choices=STATES, method="of_state", empty_label=_("All")
    )

    class Meta:
        model = Rebuttal
        fields: list[str] = []

    def of_state(
        self, rows: "QuerySet[Rebuttal]", _name: str, value: str
    ) -> "QuerySet[Rebuttal]":
        return rows.filter(answered_at__isnull=value == "open")
