"""Rumours: open ones first, each with its own clock and the item that answers it."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.timesince import timesince
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.widgets.button import Button

from cms.core.deeds import Deeds
from cms.core.standing import Standing
from cms.core.views import (
    OwnUnitsEditView,
    OwnUnitsIndexView,
    OwnUnitsInspectView,
    UrgentFirst,
)
from cms.directives.forms import AnswerForm
from cms.directives.models import Rebuttal
from cms.directives.permissions import REBUTTALS
from cms.directives.services import answer_rumour, record_rumour
from sites.columns import MomentColumn
from sites.views import CreateView


def standing(rebuttal: Rebuttal) -> Standing:
    if rebuttal.answered_at is not None:
        return Standing(_("Answered"), "ok", "check")
    if rebuttal.is_overdue:
        return Standing(_("Overdue"), "crit", "warning")
    return Standing(_("To be answered"), "warn", "time")


def clock(rebuttal: Rebuttal) -> str:
    """Return how long it took, or takes by now, from noticing to answering."""
    end = rebuttal.answered_at or timezone.now()
    return timesince(rebuttal.received_at, end, depth=2)


class RebuttalIndexView(UrgentFirst, OwnUnitsIndexView):
    list_help = gettext_lazy(
        "What is said wrongly about your units and fields: where it was seen, the proof, "
        "and the item that answers it. What nobody has answered stands first."
    )
    list_empty = gettext_lazy("Your units have noted no rumour yet.")

    def get_base_queryset(self) -> "QuerySet[Any]":
        return super().get_base_queryset().select_related("unit", "record")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "rumour",
                label=_("What is said"),
                accessor=str,
                get_url=self.get_inspect_url,
                width="34%",
            ),
            Column("state", label=_("Status"), accessor=lambda row: standing(row).chip),
            MomentColumn("received_at", label=_("Noticed at"), sort_key="received_at"),
            MomentColumn("due_at", label=_("To be answered by"), sort_key="due_at"),
            Column("clock", label=_("Time taken"), accessor=clock),
            Column("unit", label=_("Unit"), accessor="unit.short_name"),
        ]


class RebuttalCreateView(CreateView):
    def save_instance(self) -> Rebuttal:
        rebuttal: Rebuttal = self.form.save(commit=False)
        return record_rumour(rebuttal=rebuttal, actor=self.request.user)

    def get_success_url(self) -> str:
        return reverse("rumours:inspect", args=[self.object.pk])


class RebuttalEditView(OwnUnitsEditView):
    def save_instance(self) -> Rebuttal:
        rebuttal: Rebuttal = self.form.save(commit=False)
        return record_rumour(rebuttal=rebuttal, actor=self.request.user)


class RebuttalInspectView(Deeds, OwnUnitsInspectView):
    """One rumour, its clock, and the item that answers it."""

    template_name = "admin/directives/rebuttal.html"
    page_title = gettext_lazy("Rumour")
    deed_forms = {"answer": AnswerForm}

    def get_object(self, queryset: Any = None) -> Rebuttal:
        rows = self.get_base_object_queryset().select_related(
            "unit", "record", "document"
        )
        rebuttal: Rebuttal = get_object_or_404(rows, pk=self.pk)
        return rebuttal

    def get_fields(self) -> list[str]:
        return []

    def told(self) -> dict[str, Any]:
        return {"unit_id": self.object.unit_id}

    def may(self, deed: str) -> bool:
        return self.may_act()

    def may_act(self) -> bool:
        return self.object.answered_at is None and bool(
            REBUTTALS.user_has_permission_for_instance(
                self.person, "change", self.object
            )
        )

    def do_answer(self, form: Any) -> None:
        answer_rumour(rebuttal=self.object, record=form.record, actor=self.person)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        if not self.may_act():
            return []
        url = reverse("rumours:edit", args=[self.object.pk])
        return [Button(_("Edit"), url=url, icon_name="edit", priority=10)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "rebuttal": self.object,
            "standing": standing(self.object),
            "clock": clock(self.object),
            "may_act": self.may_act(),
            "forms": self.forms,
        }
