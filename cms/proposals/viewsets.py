"""The screens of proposed changes."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from cms.proposals.filters import ProposalFilterSet
from cms.proposals.models import Proposal
from cms.proposals.views import ProposalIndexView, ProposalView

KEPT_VIEWS = {"index", "index_results"}


class ProposalViewSet(ModelViewSet):
    """Proposals come from forms elsewhere: none is added, edited or deleted here."""

    model = Proposal
    name = "proposals"
    icon = "edit"
    menu_label = _("Proposed changes")
    menu_order = 130
    add_to_admin_menu = True
    copy_view_enabled = False
    form_fields = ["remark"]
    index_view_class = ProposalIndexView
    filterset_class = ProposalFilterSet
    search_fields = ("subject_name",)
    ordering = "-proposed_at"

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**view_kwargs, "usage_url_name": None}

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        kept = [pattern for pattern in patterns if pattern.name in KEPT_VIEWS]
        return [*kept, path("<int:pk>/", ProposalView.as_view(), name="detail")]
