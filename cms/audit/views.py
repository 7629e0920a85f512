"""The security log as its readers see it: a list, an entry, a spreadsheet."""

from collections import OrderedDict
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BaseColumn, TitleColumn
from wagtail.admin.views import generic

from cms.audit.describing import facts_in_words, facts_of
from cms.audit.models import SecurityEntry
from cms.audit.permissions import LOG
from search.lookups import matching
from sites.columns import NOTHING, MomentColumn, PlainColumn

SECONDS = "%H:%M:%S %d/%m/%Y"
HEADINGS = {
    "number": gettext_lazy("Number"),
    "happened_at": gettext_lazy("When"),
    "kind": gettext_lazy("What happened"),
    "actor_name": gettext_lazy("Person"),
    "unit": gettext_lazy("Unit"),
    "subject": gettext_lazy("Concerns"),
    "facts": gettext_lazy("Details"),
    "address": gettext_lazy("From address"),
    "agent": gettext_lazy("Browser"),
    "hash": gettext_lazy("Seal"),
}


def to_the_second(entry: SecurityEntry) -> str:
    return timezone.localtime(entry.happened_at).strftime(SECONDS)


def own_entries(user: Any) -> "QuerySet[SecurityEntry]":
    """Return the entries a person may read, with their units."""
    entries: Any = LOG.instances_user_has_permission_for(user, "view")
    found: QuerySet[SecurityEntry] = entries.select_related("unit")
    return found


class LogIndexView(generic.IndexView):
    def get_base_queryset(self) -> "QuerySet[SecurityEntry]":
        return own_entries(self.request.user)

    def search_queryset(
        self, queryset: "QuerySet[SecurityEntry]"
    ) -> "QuerySet[SecurityEntry]":
        return matching(queryset, self.search_query, *self.search_fields)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        what = self._get_title_column_class(TitleColumn)
        return [
            MomentColumn(
                "happened_at", label=HEADINGS["happened_at"], sort_key="number"
            ),
            what(
                "kind",
                label=HEADINGS["kind"],
                accessor="get_kind_display",
                get_url=self.get_inspect_url,
            ),
            PlainColumn("actor_name", label=HEADINGS["actor_name"]),
            PlainColumn("subject", label=HEADINGS["subject"]),
            PlainColumn("unit", label=HEADINGS["unit"]),
            PlainColumn("address", label=HEADINGS["address"]),
        ]

    def to_row_dict(self, item: SecurityEntry) -> "OrderedDict[str, Any]":
        return OrderedDict(
            number=item.number,
            happened_at=to_the_second(item),
            kind=item.get_kind_display(),
            actor_name=item.actor_name,
            unit=str(item.unit or ""),
            subject=item.subject,
            facts=facts_in_words(item),
            address=item.address,
            agent=item.agent,
            hash=item.hash,
        )


class LogInspectView(generic.InspectView):
    page_title = gettext_lazy("Entry of the security log")

    def get_object(self, queryset: Any = None) -> SecurityEntry:
        entry: SecurityEntry = get_object_or_404(
            own_entries(self.request.user), pk=self.pk
        )
        return entry

    def get_field_label(self, field_name: str, field: Any) -> str:
        return str(HEADINGS[field_name])

    def get_happened_at_display_value(self) -> str:
        return to_the_second(self.object)

    def get_unit_display_value(self) -> str:
        return str(self.object.unit or NOTHING)

    def get_facts_display_value(self) -> str:
        lines = ((fact,) for fact in facts_of(self.object))
        return format_html_join("", "<div>{}</div>", lines) or NOTHING
