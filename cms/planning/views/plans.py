"""Writing plans: the list, the form, and one plan with what came of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext_lazy
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.widgets.button import Button

from cms.core.deeds import Deeds
from cms.core.views import OwnUnitsIndexView, OwnUnitsInspectView
from cms.planning.forms import TableForm, TargetForm
from cms.planning.models import Assignment, Target, WritingPlan
from cms.planning.permissions import PLANS
from cms.planning.services import add_lines, save_plan, set_target
from cms.planning.standing import standing
from cms.planning.tally import tallies_of
from cms.planning.views.stored import StoredCreateView, StoredEditView
from sites.columns import PlainColumn

Cell = Callable[[Assignment], Any]
COLUMNS: dict[str, tuple[str | Promise, Cell]] = {
    "title": (gettext_lazy("To be written"), lambda row: row.title),
    "room": (gettext_lazy("Room"), lambda row: row.room),
    "person": (gettext_lazy("Who"), lambda row: str(row.person or "")),
    "due_on": (pgettext_lazy("of an assignment", "Until"), lambda row: row.due_on),
    "state": (gettext_lazy("Status"), lambda row: standing(row).word),
    "item": (
        gettext_lazy("Item"),
        lambda row: row.record.title if row.record else "",
    ),
    "published": (
        pgettext_lazy("of an assignment", "First published"),
        lambda row: timezone.make_naive(row.fulfilled_at) if row.fulfilled_at else "",
    ),
    "unit": (gettext_lazy("Unit"), lambda row: row.unit.name),
}


class PlanIndexView(OwnUnitsIndexView):
    list_help = gettext_lazy(
        "Plans of what rooms and people write in a year, and how far they have come."
    )
    list_empty = gettext_lazy("Your units have no writing plan yet.")

    def get_base_queryset(self) -> "QuerySet[Any]":
        counted = ~Q(assignments__state="cancelled")
        done = Q(assignments__state="fulfilled")
        rows: QuerySet[Any] = super().get_base_queryset().select_related("unit")
        found: QuerySet[Any] = rows.annotate(
            planned=Count("assignments", filter=counted),
            written=Count("assignments", filter=done),
        )
        return found

    @cached_property
    def columns(self) -> list[BaseColumn]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("name", label=_("Plan"), get_url=self.get_inspect_url, width="36%"),
            Column("year", label=_("Year"), sort_key="year"),
            PlainColumn("number", label=_("Number and symbol")),
            Column("planned", label=_("Assigned")),
            Column("written", label=_("Fulfilled")),
            Column("unit", label=_("Unit"), accessor="unit.short_name"),
        ]


class PlanCreateView(StoredCreateView):
    room = "plans"

    def store(self, row: WritingPlan) -> WritingPlan:
        return save_plan(plan=row, actor=self.request.user)


class PlanEditView(StoredEditView):
    room = "plans"

    def store(self, row: WritingPlan) -> WritingPlan:
        return save_plan(plan=row, actor=self.request.user)


class PlanInspectView(SpreadsheetExportMixin, Deeds, OwnUnitsInspectView):
    """One plan: rooms and people against what they owe, then every assignment."""

    template_name = "admin/planning/plan.html"
    page_title = gettext_lazy("Writing plan")
    deed_forms = {"target": TargetForm, "table": TableForm}
    list_export = list(COLUMNS)
    export_headings = {name: heading for name, (heading, _cell) in COLUMNS.items()}
    export_filename = "ke-hoach-tin-bai"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase
        if self.is_export:
            answer = self.as_spreadsheet(self.rows, request.GET["export"])
        else:
            answer = super().get(request, *args, **kwargs)
        return answer

    def to_row_dict(self, item: Assignment) -> dict[str, Any]:
        return {name: cell(item) for name, (_heading, cell) in COLUMNS.items()}

    def get_object(self, queryset: Any = None) -> WritingPlan:
        rows = self.get_base_object_queryset().select_related("unit")
        plan: WritingPlan = get_object_or_404(rows, pk=self.pk)
        return plan

    def get_fields(self) -> list[str]:
        return []

    @cached_property
    def rows(self) -> list[Any]:
        visible = Assignment.objects.visible_to(self.person)
        return list(visible.filter(plan=self.object).for_lists().with_standing())

    def told(self) -> dict[str, Any]:
        return {"subject": self.object}

    def may(self, deed: str) -> bool:
        return PLANS.user_has_permission_for_instance(
            self.person, "change", self.object
        )

    def do_target(self, form: Any) -> None:
        set_target(
            target=Target(plan=self.object, **form.cleaned_data), actor=self.person
        )

    def do_table(self, form: Any) -> None:
        made = add_lines(plan=self.object, lines=form.lines.good, actor=self.person)
        words = ngettext(
            "%(number)d assignment was added.",
            "%(number)d assignments were added.",
            made,
        )
        messages.success(self.request, words % {"number": made})

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        export = Button(_("Excel file"), url="?export=xlsx", icon_name="download")
        if not self.may("target"):
            return [export]
        edit = reverse("plans:edit", args=[self.object.pk])
        return [export, Button(_("Edit"), url=edit, icon_name="edit", priority=10)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        targets = self.object.targets.select_related("person")
        add = f"{reverse('assignments:add')}?plan={self.object.pk}&unit={self.object.unit_id}"
        return {
            **super().get_context_data(**kwargs),
            "plan": self.object,
            "tallies": tallies_of(self.rows, targets, timezone.localdate()),
            "rows": [(row, standing(row)) for row in self.rows],
            "forms": self.forms,
            "add_url": add,
        }
