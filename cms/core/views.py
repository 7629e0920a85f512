"""Admin views of events and topics."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView

from cms.core.announcements import event_changed, item_told
from cms.core.models import EditorialRecord, Event, Topic
from cms.core.topics import suggested
from search.lookups import matching
from sites.services import announce_directory_changed
from sites.views import WordedEdit


def topic_suggestions(request: HttpRequest) -> JsonResponse:
    """Answer the topics input while somebody types."""
    return JsonResponse(suggested(request.GET.get("term", "")), safe=False)


class MarklessSearch:
    """Finds what was typed without marks, too."""

    search_fields: tuple[str, ...]

    def search_queryset(self, queryset: "QuerySet[Model]") -> "QuerySet[Model]":
        return matching(queryset, self.search_query, *self.search_fields)  # type: ignore[attr-defined]


class MarklessIndexView(MarklessSearch, generic.IndexView):
    pass


class OwnUnitsIndexView(MarklessIndexView):
    """Lists what belongs to units in which the person may see it."""

    def get_base_queryset(self) -> "QuerySet[Any]":
        rows: QuerySet[Any] = (
            self.permission_policy.instances_user_has_any_permission_for(
                self.request.user, ("view", "change")
            )
        )
        return rows


class UrgentFirst:
    """Mixed into a list that begins with what is most urgent, until somebody sorts it."""

    def order_queryset(self, queryset: Any) -> "QuerySet[Any]":
        ordered: QuerySet[Any] = (
            super().order_queryset(queryset)  # type: ignore[misc]
            if self.request.GET.get("ordering")  # type: ignore[attr-defined]
            else queryset.most_urgent_first()
        )
        return ordered


class EditView(WordedEdit, generic.EditView):
    pass


class TopicEditView(EditView):
    """A topic's name stands on the items of every portal."""

    def save_instance(self) -> Topic:
        topic: Topic = super().save_instance()
        announce_directory_changed()
        return topic


class OwnUnitsEditView(EditView):
    """Opens what belongs to units in which the person may change it.

    Anything else does not exist.
    """

    def get_queryset(self) -> "QuerySet[Any]":
        rows: QuerySet[Any] = self.permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        return rows


class EventEditView(OwnUnitsEditView):
    """Whatever counts from an event counts anew once it is changed."""

    @transaction.atomic
    def save_instance(self) -> Event:
        event: Event = super().save_instance()
        actor = self.request.user
        told = event_changed.send(sender=Event, event=event, actor=actor)
        items = sum(int(number or 0) for _receiver, number in told)
        if items:
            words = ngettext(
                "The deadline of %(number)d item was counted anew.",
                "The deadlines of %(number)d items were counted anew.",
                items,
            )
            messages.info(self.request, words % {"number": items})
        return event


class OwnUnitsDeleteView(generic.DeleteView):
    def get_queryset(self) -> "QuerySet[Any]":
        rows: QuerySet[Any] = self.permission_policy.instances_user_has_permission_for(
            self.request.user, "delete"
        )
        return rows


class EventDeleteView(OwnUnitsDeleteView):
    """Items that told of the event stay, and tell of none."""

    @transaction.atomic
    def delete_action(self) -> None:
        items = list(self.object.records.values_list("pk", flat=True))
        super().delete_action()
        actor = self.request.user
        for record in EditorialRecord.objects.filter(pk__in=items):
            item_told.send(sender=EditorialRecord, record=record, actor=actor)


class OwnUnitsObject:
    """For views about one object that are not forms."""

    def get_base_object_queryset(self) -> "QuerySet[Any]":
        rows: QuerySet[Any] = (
            self.permission_policy.instances_user_has_any_permission_for(  # type: ignore[attr-defined]
                self.request.user,  # type: ignore[attr-defined]
                ("view", "change"),
            )
        )
        return rows


class OwnUnitsInspectView(OwnUnitsObject, generic.InspectView):
    """Describes what belongs to the person's units to whoever may only look at it."""

    page_title = gettext_lazy("Details")

    def get_object(self, queryset: Any = None) -> Any:
        return get_object_or_404(self.get_base_object_queryset(), pk=self.pk)


class OwnUnitsHistoryView(OwnUnitsObject, HistoryView):
    pass


class OwnUnitsUsageView(OwnUnitsObject, UsageView):
    pass
