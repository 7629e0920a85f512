"""Admin screens of events and topics."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultipleChooserPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSet

from cms.core.filters import EventFilterSet
from cms.core.forms import EventForm, TopicForm
from cms.core.models import Event, Topic
from cms.core.views import (
    MarklessIndexView,
    OwnUnitsDeleteView,
    OwnUnitsEditView,
    OwnUnitsHistoryView,
    OwnUnitsIndexView,
    OwnUnitsUsageView,
    TopicEditView,
)
from sites.columns import MomentColumn
from sites.views import CreateView

EVENT_PANELS = [
    FieldPanel("name"),
    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
    FieldRowPanel([FieldPanel("place"), FieldPanel("organiser")]),
    FieldRowPanel([FieldPanel("status"), FieldPanel("is_public")]),
    FieldPanel("unit"),
    MultipleChooserPanel(
        "pictures",
        chooser_field_name="image",
        panels=[FieldPanel("image")],
        heading=_("Pictures of the event"),
        label=_("picture"),
    ),
]


class EventIndexView(OwnUnitsIndexView):
    list_help = _(
        "Events of your units. An item that tells of an event is due when the event ends; "
        "calendars show those that are open to the public."
    )
    list_empty = _("Your units have no event yet.")

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("unit")


class EventViewSet(ModelViewSet):
    model = Event
    name = "events"
    icon = "calendar-alt"
    menu_order = 210
    add_to_admin_menu = True
    copy_view_enabled = False
    edit_handler = ObjectList(EVENT_PANELS, base_form_class=EventForm)
    index_view_class = EventIndexView
    add_view_class = CreateView
    edit_view_class = OwnUnitsEditView
    delete_view_class = OwnUnitsDeleteView
    history_view_class = OwnUnitsHistoryView
    usage_view_class = OwnUnitsUsageView
    filterset_class = EventFilterSet
    search_fields = ("name", "place", "organiser")
    list_display = [
        "name",
        MomentColumn("starts_at", label=_("Starts"), sort_key="starts_at"),
        MomentColumn("ends_at", label=_("Ends"), sort_key="ends_at"),
        "place",
        "status",
        BooleanColumn("is_public", label=_("Open to the public")),
        Column("unit", label=_("Unit"), accessor="unit.short_name"),
    ]


class TopicIndexView(MarklessIndexView):
    list_help = _(
        "Topics are shared by all portals. Look whether there is one before you add it: "
        "two names for one thing part its items."
    )
    list_empty = _("There is no topic yet.")


class TopicViewSet(ModelViewSet):
    model = Topic
    name = "topics"
    icon = "tag"
    menu_order = 220
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = TopicIndexView
    add_view_class = CreateView
    edit_view_class = TopicEditView
    search_fields = ("name",)
    list_display = ["name"]

    def get_form_class(self, for_update: bool = False) -> type[TopicForm]:  # noqa: FBT001, FBT002
        return TopicForm
