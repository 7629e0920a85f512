"""Admin views of units, portals and roles: Wagtail's own, with our services behind."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import BaseColumn, BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.log_actions import log

from sites.columns import MomentColumn, PlainColumn
from sites.models import Capability, Portal, PortalStatus, RoleAssignment, Unit
from sites.services import announce_unit_changed, end_role, grant_role, settle_portal


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


class UnitIndexView(generic.IndexView):
    def get_base_queryset(self) -> "QuerySet[Unit]":
        return Unit.objects.select_related("parent")


class UnitEditView(WordedEdit, generic.EditView):
    def save_instance(self) -> Unit:
        unit: Unit = super().save_instance()
        announce_unit_changed(unit=unit)
        return unit


class PortalIndexView(generic.IndexView):
    def get_base_queryset(self) -> "QuerySet[Portal]":
        return Portal.objects.for_display()

    def search_queryset(self, queryset: "QuerySet[Portal]") -> "QuerySet[Portal]":
        """Find a portal once, however many of its hostnames match."""
        found: QuerySet[Portal] = super().search_queryset(queryset)
        return found.distinct()


class PortalEditView(WordedEdit, generic.EditView):
    """What the form wrote and what follows from it happen together or not at all."""

    def save_instance(self) -> Portal:
        portal: Portal = super().save_instance()
        settle_portal(portal=portal, status=PortalStatus(self.form.wanted_status))
        return portal

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            response: HttpResponseBase = super().form_valid(form)
        except ValidationError as refusal:
            form.add_error("status", refusal)
            self.produced_error_message = self.get_error_message()
            response = self.form_invalid(form)
        return response


class RoleIndexView(generic.IndexView):
    add_item_label = gettext_lazy("Grant a role")

    def get_base_queryset(self) -> "QuerySet[RoleAssignment]":
        roles = RoleAssignment.objects.with_state()
        return roles.select_related("user", "unit", "delegated_by")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        person = self._get_title_column_class(TitleColumn)
        return [
            person("user", label=_("Person"), sort_key="user__sort_key"),
            Column(
                "capability",
                label=_("Capability"),
                accessor="get_capability_display",
                sort_key="capability",
            ),
            Column("unit", label=_("Unit"), sort_key="unit__name"),
            MomentColumn("valid_from", label=_("From"), sort_key="valid_from"),
            MomentColumn("valid_to", label=_("Until"), sort_key="valid_to"),
            BooleanColumn("is_active", label=_("In force")),
            PlainColumn("delegated_by", label=_("Delegated by")),
        ]

    def get_edit_url(self, instance: RoleAssignment) -> None:
        """Return nothing: a role is granted or ended, never rewritten."""

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        if not instance.is_active:
            return []
        return [
            MenuItem(
                _("End this role"),
                url=self.get_delete_url(instance),
                icon_name="circle-xmark",
                priority=10,
            )
        ]


class RoleGrantView(Worded, generic.CreateView):
    page_title = gettext_lazy("Grant a role")
    success_message = gettext_lazy("Role granted: %(object)s.")
    submit_button_label = gettext_lazy("Grant")
    submit_button_active_label = gettext_lazy("Granting…")

    def save_instance(self) -> RoleAssignment:
        facts = self.form.cleaned_data
        capability = Capability(facts["capability"])
        grant_role(user=facts["user"], unit=facts["unit"], capability=capability)
        role: RoleAssignment = RoleAssignment.objects.active().get(**facts)
        log(instance=role, action="wagtail.create", user=self.request.user)
        return role

    def get_success_buttons(self) -> list[Any]:
        return []


class RoleEndView(generic.DeleteView):
    """Ends a role. The row stays: who was allowed what, and when, is evidence."""

    page_title = gettext_lazy("End a role")
    template_name = "admin/roles/end.html"
    success_message = gettext_lazy("Role ended: %(object)s.")
    header_icon = "circle-xmark"

    def get_queryset(self) -> "QuerySet[RoleAssignment]":
        return RoleAssignment.objects.active().select_related("user", "unit")

    @property
    def confirmation_message(self) -> str:
        return _("What this role allows ends at once. The role stays in the history.")

    def delete_action(self) -> None:
        with transaction.atomic():
            end_role(assignment=self.object)
            log(instance=self.object, action="dinh.end_role", user=self.request.user)
