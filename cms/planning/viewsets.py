"""The screens of planning: assignments, plans, campaigns, notes from above, meetings."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from cms.planning.filters import AssignmentFilterSet
from cms.planning.forms import (
    AssignmentForm,
    CampaignForm,
    OrientationForm,
    PlanForm,
)
from cms.planning.models import Assignment, Campaign, Orientation, WritingPlan
from cms.planning.permissions import MEETINGS
from cms.planning.views import assignments, briefing, campaigns, orientations, plans

KEPT_VIEWS = {"index", "index_results", "add", "edit", "inspect"}
NO_SUCH_VIEWS = ("delete_url_name", "history_url_name", "usage_url_name")


class KeptViewSet(ModelViewSet):
    """What was planned stays on file: nobody deletes it."""

    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    kept_views = KEPT_VIEWS

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**view_kwargs, **dict.fromkeys(NO_SUCH_VIEWS)}

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        return [pattern for pattern in patterns if pattern.name in self.kept_views]


class AssignmentViewSet(KeptViewSet):
    model = Assignment
    name = "assignments"
    url_prefix = "phan-cong"
    icon = "list-ul"
    menu_label = _("Writing assignments")
    index_view_class = assignments.AssignmentIndexView
    add_view_class = assignments.AssignmentCreateView
    edit_view_class = assignments.AssignmentEditView
    inspect_view_class = assignments.AssignmentInspectView
    filterset_class = AssignmentFilterSet
    search_fields = ("title", "outline", "room")
    edit_handler = ObjectList(
        [
            FieldPanel("unit"),
            FieldPanel("title"),
            FieldPanel("outline"),
            FieldRowPanel([FieldPanel("due_on"), FieldPanel("due_time")]),
            FieldRowPanel([FieldPanel("person"), FieldPanel("room")]),
            FieldRowPanel([FieldPanel("section"), FieldPanel("form")]),
            FieldPanel("plan"),
            FieldRowPanel([FieldPanel("campaign"), FieldPanel("occasion")]),
        ],
        base_form_class=AssignmentForm,
    )


class PlanViewSet(KeptViewSet):
    model = WritingPlan
    name = "plans"
    url_prefix = "ke-hoach"
    icon = "table"
    menu_label = _("Writing plans")
    index_view_class = plans.PlanIndexView
    add_view_class = plans.PlanCreateView
    edit_view_class = plans.PlanEditView
    inspect_view_class = plans.PlanInspectView
    search_fields = ("name", "number")
    edit_handler = ObjectList(
        [
            FieldPanel("unit"),
            FieldRowPanel([FieldPanel("name"), FieldPanel("year")]),
            FieldRowPanel([FieldPanel("number"), FieldPanel("decided_on")]),
            FieldPanel("term"),
        ],
        base_form_class=PlanForm,
    )


class CampaignViewSet(KeptViewSet):
    model = Campaign
    name = "campaigns"
    url_prefix = "chien-dich"
    icon = "calendar-alt"
    menu_label = _("Campaigns")
    index_view_class = campaigns.CampaignIndexView
    add_view_class = campaigns.CampaignCreateView
    edit_view_class = campaigns.CampaignEditView
    inspect_view_class = campaigns.CampaignInspectView
    search_fields = ("name", "legal_basis")
    edit_handler = ObjectList(
        [
            FieldPanel("unit"),
            FieldPanel("name"),
            FieldPanel("legal_basis"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            FieldPanel("topics"),
            FieldPanel("occasion"),
        ],
        base_form_class=CampaignForm,
    )


class OrientationViewSet(KeptViewSet):
    model = Orientation
    name = "orientations"
    url_prefix = "dinh-huong"
    icon = "info-circle"
    menu_label = _("Orientation notes")
    kept_views = KEPT_VIEWS - {"edit"}

    @cached_property
    def url_finder_class(self) -> type[ModelAdminURLFinder]:
        """Lead to the page of a note: what was sent out is not edited."""
        named = {"edit_url_name": self.get_url_name("inspect")}
        return type("NoteURLFinder", (ModelAdminURLFinder,), named)

    index_view_class = orientations.OrientationIndexView
    add_view_class = orientations.OrientationCreateView
    inspect_view_class = orientations.OrientationInspectView
    search_fields = ("subject", "body", "document_number")
    edit_handler = ObjectList(
        [
            FieldPanel("unit"),
            FieldPanel("subject"),
            FieldPanel("body"),
            FieldRowPanel([FieldPanel("document_number"), FieldPanel("document_date")]),
            FieldPanel("valid_until"),
            FieldPanel("units"),
        ],
        base_form_class=OrientationForm,
    )

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_common_view_kwargs(**kwargs), "edit_url_name": None}


class BriefingMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(MEETINGS.user_has_any_permission(user, ("view", "change")))


class BriefingViewSet(ViewSet):
    name = "briefing"
    url_prefix = "giao-ban"
    icon = "group"
    menu_label = _("Briefing")
    menu_item_class = BriefingMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", briefing.BriefView.as_view(), name="index"),
            path("in/", briefing.SheetView.as_view(), name="sheet"),
        ]


class PlanningGroup(ViewSetGroup):
    menu_label = _("Planning")
    menu_icon = "calendar-alt"
    menu_order = 112
    items = (
        AssignmentViewSet,
        PlanViewSet,
        CampaignViewSet,
        OrientationViewSet,
        BriefingViewSet,
    )
