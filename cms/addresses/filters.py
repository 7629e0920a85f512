"""What the list of old addresses can be narrowed by."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.addresses.models import AddressRule
from cms.core.filters import OfUnitsFilterSet, units_served

ENDS = (
    ("page", _("a page")),
    ("address", _("an address")),
    ("gone", _("withdrawn (410)")),
    ("broken", _("its page was deleted (410)")),
)
USES = (("used", _("asked for")), ("idle", _("never asked for")))


class RuleFilterSet(OfUnitsFilterSet):
    unit = django_filters.ModelChoiceFilter(
        field_name="portal__unit",
        label=_("Unit"),
        queryset=units_served,
        empty_label=_("All"),
    )
    end = django_filters.ChoiceFilter(
        label=_("Leads to"), choices=ENDS, method="of_end", empty_label=_("All")
    )
    use = django_filters.ChoiceFilter(
        label=_("Hits"), choices=USES, method="of_use", empty_label=_("All")
    )

    class Meta:
        model = AddressRule
        fields: list[str] = []

    def of_end(
        self, rows: "QuerySet[AddressRule]", _name: str, value: str
    ) -> "QuerySet[AddressRule]":
        if value == "broken":
            return rows & AddressRule.objects.broken()
        known = {
            "page": rows.filter(page__isnull=False),
            "address": rows.exclude(target=""),
            "gone": rows.filter(is_gone=True),
        }
        return known[value]

    def of_use(
        self, rows: "QuerySet[AddressRule]", _name: str, value: str
    ) -> "QuerySet[AddressRule]":
        return rows.filter(hits__gt=0) if value == "used" else rows.filter(hits=0)
