"""Choosing an event or a person by name, from what the editor may choose."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from cms.core.editing import choosable
from cms.core.forms import QuickEventForm
from cms.core.models import Event
from search.lookups import matching
from sites.columns import MomentColumn


class NameSearchForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search"),
        widget=forms.TextInput(attrs={"placeholder": _("Name, marks may be left out")}),
        required=False,
    )
    searched: tuple[str, ...] = ()

    def filter(self, objects: "QuerySet[Any]") -> "QuerySet[Any]":
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return matching(objects, self.search_query, *self.searched)


class EventSearchForm(NameSearchForm):
    searched = ("name", "place")


class PersonSearchForm(NameSearchForm):
    searched = ("full_name", "username", "position")


class NamedTitle:
    """Heads the first column with what the rows are called by."""

    title_label: Any

    @property
    def title_column(self) -> Any:
        column = super().title_column  # type: ignore[misc]
        column.label = self.title_label
        return column


class EventListing(NamedTitle):
    filter_form_class = EventSearchForm
    title_label = _("Event")

    def get_object_list(self) -> "QuerySet[Event]":
        events: QuerySet[Event] = Event.objects.select_related("unit")
        return choosable(events, self.request.user)  # type: ignore[attr-defined]

    @property
    def columns(self) -> list[Any]:
        return [
            *super().columns,  # type: ignore[misc]
            MomentColumn("starts_at", label=_("Starts")),
            Column("place", label=_("Place")),
            Column("unit", label=_("Unit"), accessor="unit.short_name"),
        ]


class ForUser:
    """The form to make one more knows who fills it in."""

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_creation_form_kwargs()  # type: ignore[misc]
        return {**kwargs, "for_user": self.request.user}  # type: ignore[attr-defined]


class OwnChosen:
    """Tells nothing of what the person may not choose, not even its title."""

    def get_object(self, pk: str) -> Model:
        found: Model = self.get_objects([pk]).get()
        return found

    def get_objects(self, pks: list[str]) -> "QuerySet[Any]":
        rows = self.model_class.objects.filter(pk__in=pks)  # type: ignore[attr-defined]
        return choosable(rows, self.request.user)  # type: ignore[attr-defined]


class ChosenView(OwnChosen, chooser.ChosenView):
    pass


class ChosenMultipleView(OwnChosen, chooser.ChosenMultipleView):
    pass


class EventChooseView(ForUser, EventListing, chooser.ChooseView):
    pass


class EventChooseResultsView(ForUser, EventListing, chooser.ChooseResultsView):
    pass


class EventCreateView(ForUser, chooser.CreateView):
    pass


class EventChooserViewSet(ChooserViewSet):
    model = Event
    icon = "calendar-alt"
    choose_one_text = _("Choose an event")
    choose_another_text = _("Choose another event")
    edit_item_text = _("Edit this event")
    choose_view_class = EventChooseView
    choose_results_view_class = EventChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    create_view_class = EventCreateView
    creation_form_class = QuickEventForm
    creation_tab_label = _("New event")
    create_action_label = _("Add and choose")


class NobodyNew:
    """A new person needs an invitation, not a line in a chooser."""

    def can_create(self) -> bool:
        return False


class PersonListing(NobodyNew, NamedTitle):
    filter_form_class = PersonSearchForm
    title_label = _("Full name")

    def get_object_list(self) -> "QuerySet[AbstractUser]":
        people = get_user_model().objects.filter(is_active=True)
        return choosable(people, self.request.user)  # type: ignore[attr-defined]

    @property
    def columns(self) -> list[Any]:
        return [
            *super().columns,  # type: ignore[misc]
            Column("position", label=_("Position")),
        ]


class PersonChooseView(PersonListing, chooser.ChooseView):
    pass


class PersonChooseResultsView(PersonListing, chooser.ChooseResultsView):
    pass


class PersonCreateView(NobodyNew, chooser.CreateView):
    pass


class PersonChooser(BaseChooser):
    show_edit_link = False


class PersonChooserViewSet(ChooserViewSet):
    model = get_user_model()
    icon = "user"
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")
    base_widget_class = PersonChooser
    choose_view_class = PersonChooseView
    choose_results_view_class = PersonChooseResultsView
    create_view_class = PersonCreateView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
