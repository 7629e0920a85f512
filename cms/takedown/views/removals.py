"""The list of items that left their readers, and the receipts of one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.ui.tables import BaseColumn, TitleColumn

from cms.core.views import OwnUnitsIndexView, OwnUnitsInspectView, UrgentFirst
from cms.takedown.columns import columns, outcome_chip, standing
from cms.takedown.forms import RemarkForm
from cms.takedown.kinds import OPEN, Kind, Outcome, State
from cms.takedown.listeners import label_of
from cms.takedown.models import Removal
from cms.takedown.permissions import is_keeper, may_decide
from cms.takedown.reading import read
from cms.takedown.services import (
    agree_to_purge,
    confirm_hiding,
    lift,
    note_seen,
    refuse,
    restore,
    take_down,
)
from cms.users.models import User

DETAIL = "takedown:inspect"
UNPROCESSABLE = 422


class RemovalIndexView(UrgentFirst, OwnUnitsIndexView):
    """What is hidden, asked for, taken down or stopped in the person's units."""

    page_title = gettext_lazy("Hidden and taken down")
    list_help = gettext_lazy(
        "Items of your units that left their readers, or that somebody asks to take "
        "down. What waits for the board stands first."
    )
    list_empty = gettext_lazy("Nothing was hidden or taken down in your units.")

    def get_base_queryset(self) -> "QuerySet[Any]":
        rows: Any = super().get_base_queryset()
        shown: QuerySet[Any] = rows.select_related("record__unit", "asked_by")
        return shown

    @cached_property
    def columns(self) -> list[BaseColumn]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "record",
                label=_("The item"),
                accessor="record.title",
                get_url=self.get_inspect_url,
                width="30%",
            ),
            *columns(),
        ]


class RemovalInspectView(OwnUnitsInspectView):
    """One removal: receipts of every place, who was told, and what is to be decided."""

    template_name = "admin/takedown/removal.html"
    page_title = gettext_lazy("Receipts of a takedown")

    def get_object(self, queryset: Any = None) -> Removal:
        rows = self.get_base_object_queryset().select_related(
            "record__unit", "asked_by", "decided_by"
        )
        removal: Removal = get_object_or_404(rows, pk=self.pk)
        return removal

    def get_fields(self) -> list[str]:
        return []

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        note_seen(removal=self.object, person=self.person)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    @property
    def person(self) -> User:
        person: Any = self.request.user
        return person  # type: ignore[no-any-return]

    @cached_property
    def keeps(self) -> bool:
        return is_keeper(self.person, self.object)

    @cached_property
    def remark_form(self) -> RemarkForm:
        data = self.request.POST if self.request.method == "POST" else None
        return RemarkForm(data)

    def post(self, request: HttpRequest, pk: str) -> HttpResponseBase:
        act = getattr(self, f"do_{request.POST.get('deed', '')}", None)
        if act is None:
            raise PermissionDenied
        self.remark_form.needs_remark = request.POST["deed"] == "refuse"
        if self.remark_form.is_valid():
            try:
                messages.success(request, act())
                return redirect(DETAIL, pk)
            except ValidationError as refusal:
                self.remark_form.add_error(None, refusal.messages)
        answer: HttpResponseBase = self.render_to_response(
            self.get_context_data(), status=UNPROCESSABLE
        )
        return answer

    @property
    def decided(self) -> dict[str, Any]:
        return {
            "removal": self.object,
            "actor": self.person,
            "remark": self.remark_form.cleaned_data["remark"],
        }

    def do_confirm(self) -> str:
        confirm_hiding(**self.decided)
        return _("The item stays hidden.")

    def do_restore(self) -> str:
        restore(**self.decided)
        return _("Readers see the item again, exactly as it was.")

    def do_take_down(self) -> str:
        take_down(**self.decided)
        return _("Taken down in every language. The receipts stand below.")

    def do_refuse(self) -> str:
        refuse(**self.decided)
        return _("The item stays where it is.")

    def do_lift(self) -> str:
        lift(removal=self.object, actor=self.person)
        return _("The unit has the item back as a draft.")

    def do_purge(self) -> str:
        removal = agree_to_purge(removal=self.object, actor=self.person)
        if removal.state == State.PURGED:
            return _("The content was removed. Its evidence stays.")
        return _("You agreed. The other person has to agree as well.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        removal = self.object
        receipts = list(removal.receipts.all())
        for receipt in receipts:
            receipt.label = label_of(receipt.place)
            receipt.chip = outcome_chip(receipt)
        may_read = removal.kind != Kind.STOP or self.keeps
        return {
            **super().get_context_data(**kwargs),
            "removal": removal,
            "standing": standing(removal),
            "receipts": receipts,
            "taken": sum(one.outcome == Outcome.DONE for one in receipts),
            "notices": removal.notices.select_related("person"),
            "keepers": removal.keepers.select_related("person"),
            "keeps": self.keeps,
            "may_read": may_read,
            "may_decide": removal.state in OPEN and may_decide(self.person, removal),
            "remark_form": self.remark_form,
            "contents": read(removal) if self.keeps else None,
        }
