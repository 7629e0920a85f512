"""Admin views of units and portals: Wagtail's own, with our services behind."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from sites.models import Portal, PortalHostname, PortalStatus, Unit
from sites.order import in_order
from sites.services import announce_unit_changed, settle_portal
from sites.signals import hours_changed


class Worded:
    """Says in our own words what Wagtail's catalogue leaves in English."""

    error_message = gettext_lazy("Not saved yet: see the notes beside the fields.")


class WordedCreate(Worded):
    success_message = gettext_lazy("Added: %(object)s.")
    submit_button_label = gettext_lazy("Add")
    submit_button_active_label = gettext_lazy("Saving…")


class WordedEdit(Worded):
    success_message = gettext_lazy("Saved: %(object)s.")


class CreateView(WordedCreate, generic.CreateView):
    pass


class NamesInOrder:
    """Mixed into a list: the heading of a name puts it in order as Vietnamese does."""

    model: Any

    @cached_property
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns  # type: ignore[misc]
        for column in columns:
            if column.sort_key:
                column.sort_key = in_order(self.model, column.sort_key)
        return columns


class UnitIndexView(NamesInOrder, generic.IndexView):
    list_help = gettext_lazy(
        "A unit that is renamed or merged ends and gets a successor; it is never "
        "rewritten or deleted."
    )
    list_empty = gettext_lazy("No unit has been entered yet.")

    def get_base_queryset(self) -> "QuerySet[Unit]":
        return Unit.objects.select_related("parent")


class UnitEditView(WordedEdit, generic.EditView):
    def save_instance(self) -> Unit:
        unit: Unit = super().save_instance()
        announce_unit_changed(unit=unit)
        if self.form.formsets["office_hours"].has_changed():
            actor = self.request.user
            hours_changed.send(sender=Unit, unit=unit, actor=actor)
        return unit


class PortalIndexView(generic.IndexView):
    list_help = gettext_lazy(
        "Portals are opened from a specification, with the command open_portal. Here "
        "their words, looks and state are kept."
    )
    list_empty = gettext_lazy("No portal has been opened yet.")

    def get_base_queryset(self) -> "QuerySet[Portal]":
        return Portal.objects.for_display()

    def search_queryset(self, queryset: "QuerySet[Portal]") -> "QuerySet[Portal]":
        """Find a portal once, however many of its hostnames match."""
        found: QuerySet[Portal] = super().search_queryset(queryset)
        return found.distinct()


class PortalEditView(WordedEdit, generic.EditView):
    """What the form wrote and what follows from it happen together or not at all."""

    def save_instance(self) -> Portal:
        rows = PortalHostname.objects.filter(portal=self.object)
        before = list(rows.values_list("hostname", flat=True))
        portal: Portal = super().save_instance()
        status = PortalStatus(self.form.wanted_status)
        settle_portal(portal=portal, status=status, hostnames_before=before)
        return portal

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            response: HttpResponseBase = super().form_valid(form)
        except ValidationError as refusal:
            form.add_error("status", refusal)
            self.produced_error_message = self.get_error_message()
            response = self.form_invalid(form)
        return response
