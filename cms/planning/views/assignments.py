"""What is to be written: the list, the form, and one assignment."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.core.deeds import Deeds
from cms.core.views import OwnUnitsIndexView, OwnUnitsInspectView
from cms.planning.forms import LinkForm, NothingForm, WriteForm
from cms.planning.models import Assignment, AssignmentState, Orientation
from cms.planning.permissions import ASSIGNMENTS
from cms.planning.services import (
    cancel_assignment,
    change_assignment,
    fulfil,
    plan_item,
    take_up,
    write_from,
)
from cms.planning.standing import standing
from cms.planning.views.stored import StoredCreateView, StoredEditView
from sites.columns import DayColumn, PlainColumn

PREFILLED = ("unit", "due_on", "due_time", "occasion", "campaign", "plan", "section")


class AssignmentIndexView(OwnUnitsIndexView):
    list_help = gettext_lazy(
        "What is to be written, by whom and until when. An assignment is fulfilled when "
        "its item is published for the first time."
    )
    list_empty = gettext_lazy("Nothing is planned for you or your units yet.")

    def get_base_queryset(self) -> "QuerySet[Any]":
        rows: Any = super().get_base_queryset()
        shown: QuerySet[Any] = rows.for_lists().with_standing()
        return shown

    @cached_property
    def columns(self) -> list[BaseColumn]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "title",
                label=_("To be written"),
                sort_key="title",
                get_url=self.get_inspect_url,
                width="32%",
            ),
            DayColumn(
                "due_on", label=pgettext("of an assignment", "Until"), sort_key="due_on"
            ),
            Column("state", label=_("Status"), accessor=lambda row: standing(row).chip),
            PlainColumn("person", label=_("Who")),
            Column("room", label=_("Room"), sort_key="room"),
            Column("unit", label=_("Unit"), accessor="unit.short_name"),
        ]


class AssignmentCreateView(StoredCreateView):
    room = "assignments"
    prefilled = PREFILLED

    def store(self, row: Assignment) -> Assignment:
        return plan_item(assignment=row, actor=self.request.user)


class AssignmentEditView(StoredEditView):
    room = "assignments"

    def get_queryset(self) -> "QuerySet[Any]":
        rows: Any = super().get_queryset()
        still: QuerySet[Any] = rows.open()
        return still

    def store(self, row: Assignment) -> Assignment:
        return change_assignment(assignment=row, actor=self.request.user)


class AssignmentInspectView(Deeds, OwnUnitsInspectView):
    """One assignment: what it asks, notes that hold, its item, and what can be done."""

    template_name = "admin/planning/assignment.html"
    page_title = gettext_lazy("Writing assignment")
    deed_forms = {
        "write": WriteForm,
        "take": NothingForm,
        "link": LinkForm,
        "cancel": NothingForm,
    }

    def get_object(self, queryset: Any = None) -> Assignment:
        rows: Any = self.get_base_object_queryset()
        found: Assignment = get_object_or_404(
            rows.for_lists()
            .with_standing()
            .select_related("unit__portal", "plan", "campaign", "occasion", "meeting"),
            pk=self.pk,
        )
        return found

    def get_fields(self) -> list[str]:
        return []

    @cached_property
    def plans(self) -> bool:
        return ASSIGNMENTS.user_has_permission_for_instance(
            self.person, "change", self.object
        )

    @cached_property
    def writes(self) -> bool:
        return ASSIGNMENTS.user_has_permission_for_instance(
            self.person, "take", self.object
        )

    def told(self) -> dict[str, Any]:
        return {"subject": self.object}

    def may(self, deed: str) -> bool:
        row: Assignment = self.object
        if not row.is_open:
            return False
        mine = row.person_id == self.person.pk
        free = row.person_id is None
        begun = row.record_id is not None
        allowed = {
            "write": self.writes and (mine or free) and not begun,
            "take": self.writes
            and (mine or free)
            and row.state == AssignmentState.PLANNED,
            "link": ((mine and self.writes) or self.plans) and not begun,
            "cancel": self.plans,
        }
        return bool(allowed[deed])

    def do_write(self, form: Any) -> str:
        section = Page.objects.get(pk=form.cleaned_data["section"])
        page = write_from(assignment=self.object, section=section, actor=self.person)
        return reverse("wagtailadmin_pages:edit", args=[page.pk])

    def do_take(self, form: Any) -> None:
        take_up(assignment=self.object, actor=self.person)

    def do_link(self, form: Any) -> None:
        fulfil(assignment=self.object, record=form.record, actor=self.person)

    def do_cancel(self, form: Any) -> str:
        cancel_assignment(assignment=self.object, actor=self.person)
        return reverse("assignments:index")

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        if not (self.plans and self.object.is_open):
            return []
        url = reverse("assignments:edit", args=[self.object.pk])
        label = pgettext("an assignment", "Change")
        return [Button(label, url=url, icon_name="edit", priority=10)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "assignment": self.object,
            "standing": standing(self.object),
            "item_url": self._item_url(),
            "forms": self.forms,
            "notes": Orientation.objects.in_force().addressed_to(self.person),
        }

    def _item_url(self) -> str:
        record = self.object.record
        if record is None:
            return ""
        return reverse("wagtailadmin_pages:edit", args=[record.page_id])
