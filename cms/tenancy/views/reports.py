"""Wagtail's reports about the person's own units."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Model, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.admin.views.reports.audit_logging import (
    LogEntriesView,
    SiteHistoryReportFilterSet,
)
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.page_types_usage import (
    PageTypesUsageReportFilterSet,
    PageTypesUsageReportView,
)
from wagtail.log_actions import registry as log_action_registry
from wagtail.models import ModelLogEntry, Page, PageLogEntry, get_page_models
from wagtail.permissions import policy_registry

from cms.tenancy.filters import OwnLockedPagesFilterSet, own_sites
from cms.tenancy.reachable import FILES, keys_as_text, reachable
from sites.policies import UnitPagePolicy, UnitPolicy
from sites.policies.pages import LOOK
from sites.policies.paths import out_of_work


class OwnLockedPagesView(LockedPagesView):
    filterset_class = OwnLockedPagesFilterSet


class ReportPolicy(UnitPagePolicy):
    """Reports are for those who act on them, and for those who only read."""

    def instances_user_has_permission_for(
        self, user: Any, action: str
    ) -> "QuerySet[Page]":
        return self.instances_user_has_any_permission_for(user, (action, "view"))


class OwnAgingView(AgingPagesView):
    """Asks for care: what is kept as it was is not in it."""

    any_permission_required = LOOK
    permission_policy = ReportPolicy()

    def get_queryset(self) -> "QuerySet[Page]":
        pages: QuerySet[Page] = super().get_queryset()
        return pages.exclude(out_of_work())


def viewable_entries(log_model: type[Any], user: Any) -> "QuerySet[Any]":
    """Return the entries of a log about things of the person's units.

    Wagtail asks whether somebody may see such things at all, not whose each one is.
    """
    entries: QuerySet[Any] = log_model.objects.viewable_by_user(user)
    if user.is_superuser or log_model is PageLogEntry:
        return entries
    if log_model is not ModelLogEntry:
        return entries.none()
    about = Q(pk__in=[])
    for kind, rows in _owned_rows(user).items():
        content_type = ContentType.objects.get_for_model(kind)
        about |= Q(content_type=content_type, object_id__in=keys_as_text(rows))
    return entries.filter(about)


def _owned_rows(user: Any) -> dict[type[Model], "QuerySet[Any]"]:
    """Return what the person's units own and history is kept of, by model."""
    rows: dict[type[Model], QuerySet[Any]] = {
        kind: reachable(kind, user) for kind in FILES
    }
    for kind, policy in policy_registry.values_by_class.items():
        if isinstance(policy, UnitPolicy):
            rows[kind] = policy.instances_user_has_any_permission_for(
                user, ("view", "change")
            )
    return rows


@dataclass(frozen=True)
class OwnLogs:
    """The entries of every log that a person may see, and who and what is in them."""

    user: Any

    @cached_property
    def entries(self) -> dict[type[Any], Any]:
        models = log_action_registry.get_log_entry_models()
        return {model: viewable_entries(model, self.user) for model in models}

    @cached_property
    def actions(self) -> set[str]:
        return set().union(*(rows.get_actions() for rows in self.entries.values()))

    @cached_property
    def people(self) -> set[int]:
        return set().union(*(rows.get_user_ids() for rows in self.entries.values()))


def own_logs(request: Any) -> OwnLogs:
    """Return the logs of a request's person, read once: a filter stands for each log."""
    if not hasattr(request, "_own_logs"):
        request._own_logs = OwnLogs(request.user)
    found: OwnLogs = request._own_logs
    return found


class OwnHistoryFilterSet(SiteHistoryReportFilterSet):
    def get_action_choices(self) -> list[tuple[str, Any]]:
        taken = own_logs(self.request).actions
        every = log_action_registry.get_choices()
        return [choice for choice in every if choice[0] in taken]

    def get_users_queryset(self) -> "QuerySet[Any]":
        people: Any = get_user_model().objects
        named: QuerySet[Any] = people.filter(pk__in=own_logs(self.request).people)
        return named


class OwnHistoryView(LogEntriesView):
    filterset_class = OwnHistoryFilterSet

    def filter_queryset(self, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        own = own_logs(self.request).entries[queryset.model].order_by()
        filtered: QuerySet[Any] = super().filter_queryset(
            queryset.filter(pk__in=own.values("pk"))
        )
        return filtered


def _site_choices(request: HttpRequest) -> list[tuple[str, str]]:
    return [(site.root_page.path, str(site)) for site in own_sites(request)]


class OwnTypesFilterSet(PageTypesUsageReportFilterSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "site" in self.filters:
            self.filters["site"].extra["choices"] = _site_choices(self.request)


class OwnTypesView(PageTypesUsageReportView):
    """Counts the pages of the person's units, and names the last one among them."""

    filterset_class = OwnTypesFilterSet

    def get_queryset(self) -> "QuerySet[Any]":
        types = ContentType.objects.get_for_models(*get_page_models()).values()
        self.queryset = ContentType.objects.filter(pk__in=[kind.pk for kind in types])
        self.filter_queryset(self.queryset)  # which reads the form
        pages = self._counted()
        last = pages.filter(content_type=OuterRef("pk")).order_by(
            F("latest_revision_created_at").desc(nulls_last=True), "title", "-pk"
        )
        counted = Count("pages", filter=Q(pages__in=pages.values("pk")))
        return self.queryset.annotate(
            count=counted, last_edited_page_id=Subquery(last.values("pk")[:1])
        ).order_by("-count", "app_label", "model")

    def _counted(self) -> "QuerySet[Any]":
        asked = self.filters.form.cleaned_data
        pages = reachable(Page, self.request.user).filter(depth__gt=1)
        if asked.get("page_locale"):
            pages = pages.filter(locale__language_code=asked["page_locale"])
        if asked.get("site"):
            pages = pages.filter(path__startswith=asked["site"])
        return pages
