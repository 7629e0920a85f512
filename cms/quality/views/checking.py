"""Checks of one page: in the editor while it is written, and on a page of their own."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.core.models import BasePage, EditorialRecord
from cms.quality.drafts import filled_in, new_page, newest
from cms.quality.examination import blocking, examine
from cms.quality.findings import Finding, Fix
from cms.quality.forms import ExplanationForm
from cms.quality.permissions import may_edit, may_write_here
from cms.quality.rows import DESTINATIONS, PORTAL, rows_of
from cms.quality.rules.table import RULES
from cms.quality.services.explanations import explain
from cms.quality.services.mending import mend

UNPROCESSABLE, CONFLICT = 422, 409
LIST = "admin/quality/findings.html"


def record_of(page: BasePage) -> EditorialRecord | None:
    rows = EditorialRecord.objects.filter(translation_key=page.translation_key)
    return rows.first()


def destination_in(data: Any) -> str:
    wanted = data.get("destination", PORTAL)
    return wanted if wanted in DESTINATIONS else PORTAL


def told(findings: list[Finding], page: BasePage, *, may_mend: bool) -> dict[str, Any]:
    """Return what the list of findings is drawn from."""
    return {
        "rows": list(rows_of(findings, page)),
        "blocks": len(blocking(findings)),
        "warnings": len(findings) - len(blocking(findings)),
        "page": page,
        "may_mend": may_mend and page.pk is not None,
    }


class LiveCheckView(View):
    """Answers the editor with the list of findings; stores nothing."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        page = get_object_or_404(Page, pk=page_id)
        if not may_edit(request.user, page):  # type: ignore[arg-type]
            raise PermissionDenied
        parent = page.get_parent()
        filled, _form = filled_in(request, newest(page), parent)
        return answer(request, filled)


class LiveNewView(View):
    """The same for a page that nobody saved yet."""

    http_method_names = ["post"]

    def post(
        self, request: HttpRequest, app_label: str, model_name: str, parent_page_id: int
    ) -> HttpResponse:
        parent = get_object_or_404(Page, pk=parent_page_id)
        if not may_write_here(request.user, parent):  # type: ignore[arg-type]
            raise PermissionDenied
        page = new_page(app_label, model_name, parent)
        filled, _form = filled_in(request, page, parent)
        return answer(request, filled)


def answer(request: HttpRequest, page: BasePage) -> HttpResponse:
    record = record_of(page) if page.pk else None
    destination = destination_in(request.POST)
    findings = examine(page, record, destination=destination)
    return render(request, LIST, told(findings, page, may_mend=True))


class FixView(View):
    """Mends what a machine can mend, in the saved draft or in what the editor sent."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, page_id: int) -> HttpResponseBase:
        page = get_object_or_404(Page, pk=page_id)
        fix = request.POST.get("fix", "")
        if not may_edit(request.user, page) or fix not in set(Fix):  # type: ignore[arg-type]
            raise PermissionDenied
        if "live" in request.POST:
            return self._mend_written(request, page, Fix(fix))
        changed = mend(page=newest(page), fix=Fix(fix), actor=request.user)  # type: ignore[arg-type]
        words = _("Mended and kept as a draft.") if changed else _("Nothing to mend.")
        messages.success(request, words)
        return redirect("quality:page", page_id)

    def _mend_written(
        self, request: HttpRequest, page: Page, fix: Fix
    ) -> HttpResponseBase:
        """Mend what stands in the editor; nothing that was typed is lost."""
        known = request.POST.get("loaded_revision_id", "")
        if known and known != str(page.latest_revision_id):
            words = _("Somebody has saved this item meanwhile. Open it anew.")
            return JsonResponse({"error": words}, status=CONFLICT)
        filled, form = filled_in(request, newest(page), page.get_parent())
        if not form.is_valid():
            words = _("Not saved yet: see the notes beside the fields.")
            return JsonResponse({"error": words}, status=UNPROCESSABLE)
        mend(page=filled, fix=fix, actor=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Mended and kept as a draft."))
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return JsonResponse({"url": url})


class PageOfPage(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one page."""

    header_icon = "check"
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def stored(self) -> Page:
        page: Page = get_object_or_404(Page, pk=self.kwargs["page_id"])
        return page

    @cached_property
    def draft(self) -> BasePage:
        return newest(self.stored)

    @cached_property
    def may_edit(self) -> bool:
        return may_edit(self.request.user, self.stored)  # type: ignore[arg-type]

    def get_page_title(self) -> str:
        return _("Checks of content")

    def get_page_subtitle(self) -> str:
        return self.draft.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.stored.pk])
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": edit, "label": self.draft.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]


class CheckView(PageOfPage):
    """What stands against the newest draft, for one destination."""

    template_name = "admin/quality/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        destination = destination_in(self.request.GET)
        findings = examine(self.draft, record_of(self.draft), destination=destination)
        return {
            **super().get_context_data(**kwargs),
            **told(findings, self.draft, may_mend=self.may_edit),
            "destinations": DESTINATIONS.items(),
            "destination": destination,
        }


class ExplainView(PageOfPage):
    """Takes the reason why an item is right although a rule speaks against it."""

    template_name = "admin/quality/explain.html"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        rule = RULES.get(kwargs["rule"])
        if not self.may_edit or rule is None or not rule.may_explain:
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @property
    def finding(self) -> Finding | None:
        """Return what would be explained, as the draft is now."""
        found = examine(self.draft, record_of(self.draft))
        wanted = (one for one in found if one.code == self.kwargs["rule"])
        return next((one for one in wanted if one.hit.subject), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ExplanationForm())
        return {**super().get_context_data(**kwargs), "finding": self.finding}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form, finding = ExplanationForm(request.POST), self.finding
        record = record_of(self.draft)
        if finding is None or record is None:
            messages.success(request, _("Nothing is left to explain."))
            return redirect("quality:page", self.stored.pk)
        if form.is_valid():
            try:
                explain(
                    record=record,
                    code=finding.code,
                    subject=finding.hit.subject,
                    reason=form.cleaned_data["reason"],
                    actor=request.user,  # type: ignore[arg-type]
                )
            except ValidationError as fault:
                form.add_error("reason", fault)
            else:
                messages.success(request, _("Written into the record."))
                return redirect("quality:page", self.stored.pk)
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=UNPROCESSABLE)
