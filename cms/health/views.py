"""Admin views of the health of hostnames and links."""

from collections import OrderedDict
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.ui.tables import BaseColumn, TitleColumn
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.core.views import OwnUnitsIndexView, OwnUnitsInspectView, UrgentFirst
from cms.health.columns import HEADINGS, address_of, columns, look_of, reason_of
from cms.health.forms import forms_for
from cms.health.models import Check, LinkUse
from cms.health.permissions import CHECKS
from cms.health.selectors import uses_of
from cms.health.services import enter_registration, set_aside, take_up
from cms.health.states import Kind
from sites.columns import day, moment

DETAIL = "health:inspect"
PAGES_SHOWN = 50
CHANGES_SHOWN = 30


class CheckIndexView(UrgentFirst, OwnUnitsIndexView):
    """How it stands with the hostnames and outside links of the person's units."""

    page_title = gettext_lazy("Health of hostnames and links")
    list_help = gettext_lazy(
        "Every day the house asks how it stands with the hostnames of your portals and "
        "with the sites that your pages link to. What could not be asked is “unknown”."
    )
    list_empty = gettext_lazy("Nothing has been checked yet.")

    def get_base_queryset(self) -> "QuerySet[Any]":
        return super().get_base_queryset().select_related("portal__unit")

    def get_queryset(self) -> "QuerySet[Any]":
        rows: QuerySet[Any] = super().get_queryset()
        if not self.is_export:
            return rows
        uses = LinkUse.objects.select_related("page")
        return rows.prefetch_related(Prefetch("uses", uses))

    @cached_property
    def columns(self) -> list[BaseColumn]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "address",
                label=_("Address"),
                accessor=address_of,
                get_url=self.get_inspect_url,
            ),
            *columns(),
        ]

    def to_row_dict(self, item: Check) -> "OrderedDict[str, Any]":
        pages = [use.page.title for use in item.uses.all() if use.page is not None]
        cells = {
            "address": item.address,
            "kind": item.get_kind_display(),
            "state": item.get_state_display(),
            "fault": item.get_fault_display() if item.fault else "",
            "detail": item.detail,
            "expires_on": item.expires_on,
            "source": item.get_source_display() if item.source else "",
            "asked_at": moment(item.asked_at),
            "seen_at": moment(item.seen_at),
            "pages": "; ".join(pages),
            "unit": item.portal.unit.name,
            "reason": item.reason,
        }
        return OrderedDict((name, cells[name]) for name in HEADINGS)


class CheckInspectView(OwnUnitsInspectView):
    """One check: what is known, since when, where a link stands, and what to do."""

    template_name = "admin/health/check.html"
    page_title = gettext_lazy("Health")
    deed = ""

    def get_object(self, queryset: Any = None) -> Check:
        rows = self.get_base_object_queryset().select_related(
            "portal__unit", "portal__site__root_page", "set_aside_by"
        )
        check: Check = get_object_or_404(rows, pk=self.pk)
        return check

    def get_fields(self) -> list[str]:
        return []

    @cached_property
    def may_act(self) -> bool:
        return bool(
            CHECKS.user_has_permission_for_instance(
                self.request.user, "change", self.object
            )
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        self.deed = request.POST.get("deed", "")
        act = getattr(self, f"do_{self.deed}", None)
        if act is None or not self.may_act:
            return HttpResponse(status=403)
        if not act():
            answer: HttpResponseBase = self.render_to_response(
                self.get_context_data(), status=422
            )
            return answer
        messages.success(request, _("Saved."))
        return redirect(DETAIL, pk)

    def do_aside(self) -> bool:
        form = self.page_forms["reason_form"]
        if form.is_valid():
            set_aside(
                check=self.object, actor=self.person, reason=form.cleaned_data["reason"]
            )
        return not form.errors

    def do_again(self) -> bool:
        take_up(check=self.object, actor=self.person)
        return True

    def do_date(self) -> bool:
        form = self.page_forms["registration_form"]
        if self.object.kind != Kind.REGISTRATION:
            return False
        if form.is_valid():
            day_given = form.cleaned_data["expires_on"]
            try:
                enter_registration(
                    check=self.object, actor=self.person, expires_on=day_given
                )
            except ValidationError as refusal:
                form.add_error(None, refusal)
        return not form.errors

    @property
    def person(self) -> Any:
        return self.request.user

    @cached_property
    def page_forms(self) -> dict[str, Any]:
        data = self.request.POST if self.request.method == "POST" else None
        return forms_for(self.deed, data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        check = self.object
        uses = list(uses_of(check)[: PAGES_SHOWN + 1])
        return {
            **super().get_context_data(**kwargs),
            **self.page_forms,
            "check": check,
            "look": look_of(check),
            "facts": self._facts(check),
            "uses": uses[:PAGES_SHOWN],
            "has_more": len(uses) > PAGES_SHOWN,
            "editable": self._editable(uses),
            "changes": check.changes.all()[:CHANGES_SHOWN],
            "may_act": self.may_act,
            "takes_date": check.kind == Kind.REGISTRATION,
        }

    def _editable(self, uses: list[LinkUse]) -> set[int]:
        """Return the keys of the pages that the person may edit."""
        pages = [use.page_id for use in uses if use.page_id is not None]
        policy = policy_registry.get_by_type(Page)
        own = policy.instances_user_has_permission_for(self.person, "change")
        return set(own.filter(pk__in=pages).values_list("pk", flat=True))

    def _facts(self, check: Check) -> list[tuple[str, str]]:
        source = check.get_source_display() if check.source else ""
        until = f"{day(check.expires_on)} ({source})" if check.expires_on else ""
        told = {
            _("Reason"): reason_of(check),
            _("Good until"): until,
            _("Details"): check.detail,
            _("Leads to"): check.lands_at,
            _("Last asked"): moment(check.asked_at),
            _("Last answer"): moment(check.seen_at),
            _("No good answer since"): (
                moment(check.failing_since) if check.failing_since else ""
            ),
        }
        return [(str(label), value) for label, value in told.items() if value]
