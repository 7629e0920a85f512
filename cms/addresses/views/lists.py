"""Bringing in a list: sent in, looked at, written whole or without its bad lines."""

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.mixins import Echo

from cms.addresses.faults import AddressError
from cms.addresses.forms import ImportForm
from cms.addresses.judging import Report, judged
from cms.addresses.lists import Line, read_list
from cms.addresses.models import AddressImport, ImportState
from cms.addresses.permissions import RULES
from cms.addresses.services import bring_in, discard, send_in
from cms.addresses.views.actions import UNPROCESSABLE, RoomPage

SHOWN = 200  # lines on the page; the file holds all
BOM = "\ufeff"  # by which spreadsheet programs know UTF-8
COLUMNS = ("địa chỉ cũ", "địa chỉ mới", "mã", "dòng", "lý do")


def own_lists(request: HttpRequest) -> "QuerySet[AddressImport]":
    units = RULES.units(request.user, ["add"])  # type: ignore[arg-type]
    lists: QuerySet[AddressImport] = AddressImport.objects.of_units(units)
    return lists.select_related("portal__unit", "created_by")


class ImportView(RoomPage, FormView):
    """The file. What can't be read is said; what can be is shown before it is written."""

    template_name = "admin/addresses/import.html"
    form_class = ImportForm
    title = gettext_lazy("Bring in a list of old addresses")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        file = form.cleaned_data["file"]
        try:
            sheet = read_list(file)
        except AddressError as fault:
            form.add_error("file", list(fault.reasons))
            return self.form_invalid(form)
        sent = send_in(
            portal=form.cleaned_data["portal"],
            actor=self.request.user,  # type: ignore[arg-type]
            name=file.name,
            sheet=sheet,
            straightens=form.cleaned_data["straightens"],
        )
        return HttpResponseRedirect(reverse("addresses:report", args=[sent.pk]))

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(form=form), status=UNPROCESSABLE
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "sent": own_lists(self.request)[:10]}


class ReportView(RoomPage, TemplateView):
    """What a list would do; afterwards what it did."""

    template_name = "admin/addresses/report.html"
    title = gettext_lazy("List of old addresses")

    @cached_property
    def sent(self) -> AddressImport:
        return get_object_or_404(own_lists(self.request), pk=self.kwargs["pk"])

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        deed = getattr(self, f"do_{request.POST.get('deed', '')}", None)
        if deed is None:
            raise PermissionDenied
        try:
            return HttpResponseRedirect(deed())
        except AddressError as fault:
            for reason in fault.reasons:
                messages.error(request, reason)
        return HttpResponseRedirect(reverse("addresses:report", args=[pk]))

    def do_all(self) -> str:
        return self._bring_in(only_good=False)

    def do_good(self) -> str:
        return self._bring_in(only_good=True)

    def do_discard(self) -> str:
        discard(sent=self.sent)
        messages.success(self.request, _("The list was given up."))
        return reverse("addresses:import")

    def _bring_in(self, *, only_good: bool) -> str:
        good = bring_in(sent=self.sent, only_good=only_good).good
        words = ngettext(
            "%(number)d old address was brought in.",
            "%(number)d old addresses were brought in.",
            good,
        )
        messages.success(self.request, words % {"number": good})
        return reverse("addresses:report", args=[self.sent.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        is_tried = self.sent.state == ImportState.TRIED
        report = judged(self.sent) if is_tried else None
        bad = list(left_out(self.sent, report))
        return {
            **context,
            "sent": self.sent,
            "report": report,
            "is_tried": is_tried,
            "bad": bad[:SHOWN],
            "bad_count": len(bad),
            "notes": report.notes[:SHOWN] if report else [],
            "notes_count": len(report.notes) if report else 0,
        }


def left_out(sent: AddressImport, report: Report | None) -> Iterator[tuple[Line, str]]:
    """Yield the lines that can't be, or were not, brought in."""
    if report is not None:
        yield from report.bad
        return
    for line in sent.lines:
        yield Line(*line[:4]), line[4]


class BadLinesView(RoomPage, View):
    """The bad lines as a file that can be mended and brought in."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        sent = get_object_or_404(own_lists(request), pk=pk)
        is_tried = sent.state == ImportState.TRIED
        bad = list(left_out(sent, judged(sent) if is_tried else None))
        name = slugify(sent.name.rpartition(".")[0]) or "danh-sach"
        return StreamingHttpResponse(
            _rows(bad),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}-loi.csv"'},
        )


def _rows(bad: list[tuple[Line, str]]) -> Iterator[bytes]:
    """Yield rows of CSV; ``sites.exports`` makes their cells plain."""
    writer = csv.writer(Echo())
    yield BOM.encode() + writer.writerow(COLUMNS)
    for line, reason in bad:
        yield writer.writerow([line.old, line.new, line.code, line.number, reason])
