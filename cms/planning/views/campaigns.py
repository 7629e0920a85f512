"""Campaigns: the list, the form, and one with each unit's share."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.widgets.button import Button

from cms.core.standing import Standing
from cms.core.views import OwnUnitsIndexView, OwnUnitsInspectView
from cms.planning.models import Campaign
from cms.planning.permissions import ASSIGNMENTS, CAMPAIGNS
from cms.planning.selectors import missing_topics, shares_of
from cms.planning.services import save_campaign
from cms.planning.standing import standing as of_assignment
from cms.planning.views.stored import StoredCreateView, StoredEditView
from sites.columns import DayColumn


def standing(campaign: Campaign) -> Standing:
    today = timezone.localdate()
    if campaign.ends_on < today:
        return Standing(_("Over"), "", "check")
    if campaign.starts_on > today:
        return Standing(_("To come"), "", "time")
    return Standing(_("Running"), "info", "calendar-check")


class CampaignIndexView(OwnUnitsIndexView):
    list_help = gettext_lazy(
        "What several units tell of together, from one day to another: a resolution, an "
        "anniversary. Campaigns of offices above stand here, too."
    )
    list_empty = gettext_lazy("No campaign concerns your units yet.")

    def get_base_queryset(self) -> "QuerySet[Any]":
        return super().get_base_queryset().select_related("unit")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "name", label=_("Campaign"), get_url=self.get_inspect_url, width="40%"
            ),
            Column("state", label=_("Status"), accessor=lambda row: standing(row).chip),
            DayColumn("starts_on", label=_("From"), sort_key="starts_on"),
            DayColumn("ends_on", label=_("Until"), sort_key="ends_on"),
            Column("unit", label=_("Led by"), accessor="unit.short_name"),
        ]


class CampaignCreateView(StoredCreateView):
    room = "campaigns"
    prefilled = ("unit", "occasion", "starts_on", "ends_on")

    def store(self, row: Campaign) -> Campaign:
        topics = self.form.cleaned_data["topics"]
        return save_campaign(campaign=row, topics=topics, actor=self.request.user)


class CampaignEditView(StoredEditView):
    room = "campaigns"

    def store(self, row: Campaign) -> Campaign:
        topics = self.form.cleaned_data["topics"]
        return save_campaign(campaign=row, topics=topics, actor=self.request.user)


class CampaignInspectView(OwnUnitsInspectView):
    """One campaign: who plans and has published what, and what nobody has."""

    template_name = "admin/planning/campaign.html"
    page_title = gettext_lazy("Campaign")

    def get_object(self, queryset: Any = None) -> Campaign:
        rows = self.get_base_object_queryset().select_related("unit", "occasion")
        campaign: Campaign = get_object_or_404(
            rows.prefetch_related("topics"), pk=self.pk
        )
        return campaign

    def get_fields(self) -> list[str]:
        return []

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        user: Any = self.request.user
        if not CAMPAIGNS.user_has_permission_for_instance(user, "change", self.object):
            return []
        url = reverse("campaigns:edit", args=[self.object.pk])
        return [Button(_("Edit"), url=url, icon_name="edit", priority=10)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        shares = shares_of(self.object, user)
        return {
            **super().get_context_data(**kwargs),
            "campaign": self.object,
            "standing": standing(self.object),
            "shares": [
                (share, [(row, of_assignment(row)) for row in share.assignments])
                for share in shares
                if not share.is_missing
            ],
            "silent": [share.unit for share in shares if share.is_missing],
            "missing": missing_topics(self.object, shares),
            "add_url": self._add_url(user),
        }

    def _add_url(self, user: Any) -> str:
        """Return where a unit adds its own; empty for who plans nowhere."""
        if not ASSIGNMENTS.user_has_permission(user, "add"):
            return ""
        return f"{reverse('assignments:add')}?campaign={self.object.pk}"
