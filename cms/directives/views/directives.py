"""The list of directive records, their form, and one of them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.widgets.button import Button

from cms.core.deeds import Deeds
from cms.core.pointers import pointer_of, pointers
from cms.core.standing import Standing
from cms.core.views import (
    OwnUnitsEditView,
    OwnUnitsIndexView,
    OwnUnitsInspectView,
    UrgentFirst,
)
from cms.directives.forms import ItemForm, ReplyForm, TaskForm
from cms.directives.models import Directive, DirectiveTask
from cms.directives.permissions import DIRECTIVES
from cms.directives.services import (
    assign,
    close_directive,
    finish_task,
    link,
    record_directive,
)
from sites.columns import DayColumn
from sites.views import CreateView


def standing(directive: Directive) -> Standing:
    if directive.closed_at is not None:
        return Standing(_("Answered"), "ok", "check")
    if directive.is_overdue:
        return Standing(_("Overdue"), "crit", "warning")
    return Standing(_("To be answered"), "warn", "time")


class DirectiveIndexView(UrgentFirst, OwnUnitsIndexView):
    list_help = gettext_lazy(
        "Directives and reminders of competent bodies about what your units publish: "
        "what they ask, until when, and the reply that closes each."
    )
    list_empty = gettext_lazy("Your units have not been sent a directive yet.")

    def get_base_queryset(self) -> "QuerySet[Any]":
        return super().get_base_queryset().select_related("unit")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "number",
                label=_("Directive"),
                accessor=str,
                get_url=self.get_inspect_url,
            ),
            Column("summary", label=_("What it asks"), width="34%"),
            DayColumn("due_on", label=_("Until"), sort_key="due_on"),
            Column("state", label=_("Status"), accessor=lambda row: standing(row).chip),
            Column("unit", label=_("Unit"), accessor="unit.short_name"),
        ]


class DirectiveCreateView(CreateView):
    def save_instance(self) -> Directive:
        directive: Directive = self.form.save(commit=False)
        return record_directive(directive=directive, actor=self.request.user)

    def get_success_url(self) -> str:
        return reverse("directives:inspect", args=[self.object.pk])


class DirectiveEditView(OwnUnitsEditView):
    def get_queryset(self) -> "QuerySet[Any]":
        return super().get_queryset().filter(closed_at__isnull=True)

    def save_instance(self) -> Directive:
        directive: Directive = self.form.save(commit=False)
        return record_directive(directive=directive, actor=self.request.user)


class DirectiveInspectView(Deeds, OwnUnitsInspectView):
    """One directive: what it is about, who does what, and its reply."""

    template_name = "admin/directives/directive.html"
    page_title = gettext_lazy("Directive record")
    deed_forms = {"link": ItemForm, "assign": TaskForm, "close": ReplyForm}

    def get_object(self, queryset: Any = None) -> Directive:
        rows = self.get_base_object_queryset().select_related("unit", "document")
        directive: Directive = get_object_or_404(rows, pk=self.pk)
        return directive

    def get_fields(self) -> list[str]:
        return []

    def told(self) -> dict[str, Any]:
        return {"unit_id": self.object.unit_id}

    def may(self, deed: str) -> bool:
        return self.may_act()

    def may_act(self) -> bool:
        return self.object.closed_at is None and bool(
            DIRECTIVES.user_has_permission_for_instance(
                self.person, "change", self.object
            )
        )

    def do_link(self, form: Any) -> None:
        link(
            directive=self.object,
            record=form.record,
            kind=form.kind,
            key=form.key,
            actor=self.person,
        )

    def do_assign(self, form: Any) -> None:
        data = form.cleaned_data
        assign(
            directive=self.object,
            person=data["person"],
            work=data["work"],
            due_on=data["task_due_on"],
            actor=self.person,
        )

    def do_close(self, form: Any) -> None:
        data = form.cleaned_data
        close_directive(
            directive=self.object,
            actor=self.person,
            reply=data["reply"],
            number=data["reply_number"],
            replied_on=data["replied_on"],
            document=data["reply_document"],
        )

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        if not self.may_act():
            return []
        url = reverse("directives:edit", args=[self.object.pk])
        return [Button(_("Edit"), url=url, icon_name="edit", priority=10)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "directive": self.object,
            "standing": standing(self.object),
            "links": linked(self.object),
            "tasks": self.object.tasks.select_related("person"),
            "may_act": self.may_act(),
            "forms": self.forms,
            "person": self.person,
        }


def linked(directive: Directive) -> list[dict[str, str]]:
    """Return what a directive is about, as rows; one query for each kind of thing."""
    links = list(directive.links.select_related("record"))
    found: dict[str, dict[int, Any]] = {
        pointer.kind: pointer.by_keys(
            [one.key for one in links if one.kind == pointer.kind]
        )
        for pointer in pointers()
    }
    rows = []
    for one in links:
        pointer = pointer_of(one.kind)
        thing = found.get(one.kind, {}).get(one.key)
        if pointer is None or thing is None:
            url = reverse("records:inspect", args=[one.record_id])
            rows.append({"title": one.record.title, "url": url, "label": _("Item")})
        else:
            title, url = pointer.title(thing), pointer.url(thing)
            rows.append({"title": title, "url": url, "label": str(pointer.label)})
    return rows


@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Note a task as done: whoever it was given to, or who keeps the record."""
    rows: Any = DIRECTIVES.instances_user_has_any_permission_for(
        request.user,  # type: ignore[arg-type]
        ("view", "change"),
    )
    tasks = DirectiveTask.objects.filter(directive__in=rows.values("pk"))
    task = get_object_or_404(tasks, pk=pk)
    if not request.user.is_authenticated:
        raise PermissionDenied
    finish_task(task=task, actor=request.user)
    return HttpResponseRedirect(reverse("directives:inspect", args=[task.directive_id]))
