"""Hostnames that portals gave up, and their release."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext
from django.views.generic import FormView
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views import generic

from cms.addresses.forms import ReleaseForm
from cms.addresses.permissions import RETIRED
from cms.addresses.views.actions import RoomPage
from cms.audit.kinds import Kind
from cms.audit.services import record
from search.lookups import matching
from sites.columns import DayColumn
from sites.models import RetiredHostname
from sites.services import release_hostname


def state_of(retired: RetiredHostname) -> str:
    if retired.is_reserved:
        return pgettext("a hostname", "reserved")
    return pgettext("a hostname", "released")


class RetiredIndexView(generic.IndexView):
    model = RetiredHostname
    permission_policy = RETIRED
    any_permission_required = ["view", "change"]
    page_title = gettext_lazy("Retired hostnames")
    header_icon = "site"
    index_url_name = "addresses:retired"
    index_results_url_name = "addresses:retired_results"
    default_ordering = "hostname"
    paginate_by = 50
    search_fields = ("hostname", "portal__unit__name")
    list_help = gettext_lazy(
        "Hostnames that portals of your units had. Readers still know them, so no other "
        "portal can take one until it is released."
    )
    list_empty = gettext_lazy("No portal of your units has given up a hostname.")

    def get_base_queryset(self) -> "QuerySet[RetiredHostname]":
        rows: Any = RETIRED.instances_user_has_any_permission_for(
            self.request.user, ["view", "change"]
        )
        return rows.select_related("portal__unit", "released_by")  # type: ignore[no-any-return]

    def search_queryset(self, queryset: Any) -> Any:
        return matching(queryset, self.search_query, *self.search_fields)

    @cached_property
    def may_release(self) -> set[int]:
        rows: Any = RETIRED.instances_user_has_permission_for(
            self.request.user, "change"
        )
        return set(rows.reserved().values_list("pk", flat=True))

    @cached_property
    def columns(self) -> list[BaseColumn]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("hostname", label=_("Hostname"), sort_key="hostname"),
            Column("portal", label=_("Unit"), accessor="portal.unit.name"),
            DayColumn("retired_on", label=_("Given up on"), sort_key="retired_on"),
            Column("state", label=_("Status"), accessor=state_of),
            Column("reason", label=_("Reason of the release")),
        ]

    def get_list_more_buttons(self, instance: RetiredHostname) -> list[MenuItem]:
        if instance.pk not in self.may_release:
            return []
        url = reverse("addresses:release", args=[instance.pk])
        return [MenuItem(_("Release"), url=url, icon_name="lock-open")]


class ReleaseView(RoomPage, FormView):
    """A deed of whoever stands above, with a reason, kept in the security log."""

    template_name = "admin/addresses/release.html"
    form_class = ReleaseForm
    policy = RETIRED
    actions = ("change",)
    header_icon = "site"
    title = gettext_lazy("Release a hostname")

    @cached_property
    def retired(self) -> RetiredHostname:
        rows: Any = RETIRED.instances_user_has_permission_for(
            self.request.user, "change"
        )
        found: RetiredHostname = get_object_or_404(
            rows.reserved().select_related("portal__unit"), pk=self.kwargs["pk"]
        )
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "retired": self.retired}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            release(self.request, self.retired, form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        words = _("“%(host)s” can be taken by any portal now.")
        messages.success(self.request, words % {"host": self.retired})
        return HttpResponseRedirect(reverse("addresses:retired"))


@transaction.atomic
def release(request: HttpRequest, retired: RetiredHostname, reason: str) -> None:
    """Release a name and write down who did it."""
    if request.user.is_anonymous:
        raise PermissionDenied
    release_hostname(retired=retired, actor=request.user, reason=reason)
    record(
        kind=Kind.SETTING_CHANGED,
        actor=request.user,
        unit=retired.portal.unit,
        subject=retired,
        request=request,
        facts={"deed": "hostname_released", "reason": reason},
    )
