"""The screens of changes of units."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from cms.core.editing import NarrowedRows
from cms.core.views import OwnUnitsHistoryView
from cms.reorganisation.forms import ChangeForm
from cms.reorganisation.models import Change
from cms.reorganisation.views import (
    ChangeCreateView,
    ChangeEditView,
    ChangeIndexView,
    ChangePlanView,
)
from sites.columns import DayColumn
from sites.panels import RowsPanel

PANELS = [
    FieldRowPanel([FieldPanel("kind"), FieldPanel("effective_on")]),
    FieldRowPanel([FieldPanel("decision"), FieldPanel("decided_on")]),
    RowsPanel(
        "passings",
        [
            FieldPanel("predecessor"),
            FieldPanel("successor"),
            FieldPanel("portal_fate"),
            FieldPanel("keeps_people"),
        ],
        heading=_("Units that end"),
        label=_("unit that ends"),
        formset=NarrowedRows,
    ),
    MultiFieldPanel(
        [
            FieldPanel("new_name"),
            FieldRowPanel([FieldPanel("new_short_name"), FieldPanel("new_symbol")]),
        ],
        heading=_("New unit"),
        help_text=_(
            "Where the successor is not in the house yet. It begins on the day, and "
            "whoever names no successor passes to it. What is left empty stays as it "
            "was."
        ),
    ),
    RowsPanel(
        "subordinations",
        [FieldPanel("unit"), FieldPanel("parent")],
        heading=_("Units that get another parent"),
        label=_("unit"),
        formset=NarrowedRows,
    ),
    RowsPanel(
        "movings",
        [
            FieldRowPanel([PageChooserPanel("page"), PageChooserPanel("target")]),
            FieldPanel("slug"),
        ],
        heading=_("Sections and pages that move"),
        label=_("section or page"),
        formset=NarrowedRows,
    ),
]
KEPT_VIEWS = {"index", "index_results", "add", "edit", "history", "history_results"}


class ChangeViewSet(ModelViewSet):
    """Changes are planned here, tried, prepared and carried out; none is deleted."""

    model = Change
    name = "changes"
    icon = "order"
    menu_label = _("Changes of units")
    menu_order = 690
    add_to_admin_menu = True
    copy_view_enabled = False
    edit_handler = ObjectList(PANELS, base_form_class=ChangeForm)
    index_view_class = ChangeIndexView
    add_view_class = ChangeCreateView
    edit_view_class = ChangeEditView
    history_view_class = OwnUnitsHistoryView
    search_fields = ("decision",)
    list_filter = ["kind", "state"]
    list_display = [
        "decision",
        Column(
            "kind",
            label=pgettext_lazy("of a change", "Kind"),
            accessor="get_kind_display",
        ),
        DayColumn("effective_on", label=_("In force from"), sort_key="effective_on"),
        Column("units", label=_("Units"), accessor="units_in_words"),
        Column(
            "state",
            label=pgettext_lazy("of a change", "State"),
            accessor="get_state_display",
        ),
    ]

    @property
    def plan_view(self) -> Any:
        return self.construct_view(
            ChangePlanView, index_url_name=self.get_url_name("index")
        )

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {
            **view_kwargs,
            "usage_url_name": None,
            "delete_url_name": None,
        }

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        kept = [pattern for pattern in patterns if pattern.name in KEPT_VIEWS]
        return [*kept, path("plan/<int:pk>/", self.plan_view, name="plan")]
