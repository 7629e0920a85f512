"""The screens of directives (văn bản chỉ đạo, nhắc nhở) and rumours (phản bác)."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from cms.directives.filters import DirectiveFilterSet, RebuttalFilterSet
from cms.directives.forms import DirectiveForm, RebuttalForm
from cms.directives.models import Directive, Rebuttal
from cms.directives.views.concerns import ConcernView
from cms.directives.views.directives import (
    DirectiveCreateView,
    DirectiveEditView,
    DirectiveIndexView,
    DirectiveInspectView,
    finish,
)
from cms.directives.views.rebuttals import (
    RebuttalCreateView,
    RebuttalEditView,
    RebuttalIndexView,
    RebuttalInspectView,
)

KEPT_VIEWS = {"index", "index_results", "add", "edit", "inspect"}
NO_SUCH_VIEWS = ("delete_url_name", "history_url_name", "usage_url_name")


class KeptViewSet(ModelViewSet):
    """What was received stays: nobody deletes it."""

    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**view_kwargs, **dict.fromkeys(NO_SUCH_VIEWS)}

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        return [pattern for pattern in patterns if pattern.name in KEPT_VIEWS]


class DirectiveViewSet(KeptViewSet):
    model = Directive
    name = "directives"
    icon = "doc-full"
    menu_label = _("Directive records")
    menu_order = 126
    add_to_admin_menu = True
    edit_handler = ObjectList(
        [
            FieldPanel("unit"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("agency")]),
            FieldRowPanel([FieldPanel("number"), FieldPanel("issued_on")]),
            FieldPanel("due_on"),
            FieldPanel("summary"),
            FieldPanel("document"),
        ],
        base_form_class=DirectiveForm,
    )
    index_view_class = DirectiveIndexView
    add_view_class = DirectiveCreateView
    edit_view_class = DirectiveEditView
    inspect_view_class = DirectiveInspectView
    filterset_class = DirectiveFilterSet
    search_fields = ("agency", "number", "summary")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("viec/<int:pk>/xong/", finish, name="finish"),
            path("chua-dep/<int:page_id>/", ConcernView.as_view(), name="concern"),
        ]


class RebuttalViewSet(KeptViewSet):
    model = Rebuttal
    name = "rumours"
    icon = "comment"
    menu_label = _("Rumours to answer")
    menu_order = 127
    add_to_admin_menu = True
    edit_handler = ObjectList(
        [
            FieldPanel("unit"),
            FieldPanel("rumour"),
            FieldPanel("seen_at"),
            FieldRowPanel([FieldPanel("received_at"), FieldPanel("due_at")]),
            FieldPanel("proof"),
            FieldPanel("document"),
        ],
        base_form_class=RebuttalForm,
    )
    index_view_class = RebuttalIndexView
    add_view_class = RebuttalCreateView
    edit_view_class = RebuttalEditView
    inspect_view_class = RebuttalInspectView
    filterset_class = RebuttalFilterSet
    search_fields = ("rumour", "seen_at", "proof")
