"""The list of openings."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import (
    gettext as _,
    gettext_lazy,
)
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from cms.provisioning.models import Opening
from cms.provisioning.permissions import (
    OPENINGS,
    openings_of,
)
from cms.provisioning.views.screens import INDEX, viewer_of
from cms.provisioning.views.wizard import leading_to
from sites.columns import MomentColumn


class OpeningIndexView(generic.IndexView):
    model = Opening
    permission_policy = OPENINGS
    any_permission_required = ["view", "change"]
    page_title = gettext_lazy("Opening portals")
    header_icon = "site"
    index_url_name = INDEX
    index_results_url_name = "openings:index_results"
    default_ordering = "-changed_at"
    paginate_by = 50
    search_fields = ("name", "hostname")
    list_help = gettext_lazy(
        "A portal is prepared in a draft, opened on trial for those who are invited, and "
        "opened for everybody when nothing of the checklist is missing."
    )
    list_empty = gettext_lazy("No portal is being opened.")

    def get_base_queryset(self) -> "QuerySet[Opening]":
        return openings_of(viewer_of(self.request))

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            TitleColumn("name", label=_("Unit"), get_url=leading_to, sort_key="name"),
            Column(
                "above", label=_("Unit above"), accessor=lambda one: one.above or ""
            ),
            Column("state", label=_("State"), accessor="get_state_display"),
            Column(
                "changed_by",
                label=_("Last changed by"),
                accessor=lambda one: one.changed_by or "",
            ),
            MomentColumn("changed_at", label=_("Last changed"), sort_key="changed_at"),
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("openings:start")
        return [HeaderButton(_("Open a portal"), url=url, icon_name="plus")]
