"""Admin screens of events and topics."""

from typing import Any

from django.template.defaultfilters import yesno
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
    EventDeleteView,
    EventEditView,
    MarklessIndexView,
    OwnUnitsHistoryView,
    OwnUnitsIndexView,
    OwnUnitsInspectView,
    OwnUnitsUsageView,
    TopicEditView,
)
from sites.columns import MomentColumn, moment
from sites.views import CreateView, NamesInOrder

EVENT_PANELS = [
    FieldPanel("name"),
    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
    FieldRowPanel([FieldPanel("place"), FieldPanel("organiser")]),
    FieldPanel("status"),
    FieldRowPanel([FieldPanel("is_public"), FieldPanel("is_important")]),
    FieldPanel("unit"),
    MultipleChooserPanel(
        "pictures",
        chooser_field_name="image",
        panels=[FieldPanel("image")],
        heading=_("Pictures of the event"),
        label=_("picture"),
    ),
]

EVENT_FACTS = [
    *("name", "starts_at", "ends_at", "place", "organiser"),
    *("status", "is_public", "is_important", "unit"),
]


class EventIndexView(OwnUnitsIndexView):
    list_help = _(
        "Events of your units. An item that tells of an event is due when the event ends; "
        "calendars show those that are open to the public."
    )
    list_empty = _("Your units have no event yet.")

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("unit")


class EventInspectView(OwnUnitsInspectView):
    def get_starts_at_display_value(self) -> str:
        return moment(self.object.starts_at)

    def get_ends_at_display_value(self) -> str:
        return moment(self.object.ends_at)

    def get_is_public_display_value(self) -> str:
        return str(yesno(self.object.is_public))

    def get_is_important_display_value(self) -> str:
        return str(yesno(self.object.is_important))


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
    edit_view_class = EventEditView
    delete_view_class = EventDeleteView
    history_view_class = OwnUnitsHistoryView
    inspect_view_class = EventInspectView
    inspect_view_enabled = True
    inspect_view_fields = EVENT_FACTS
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


class TopicIndexView(NamesInOrder, MarklessIndexView):
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
