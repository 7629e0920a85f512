"""The list of invitations; inviting, sending again, withdrawing."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from cms.members.columns import invitation_chip
from cms.members.filters import InvitationFilterSet
from cms.members.forms import InviteForm
from cms.members.letters import link_to
from cms.members.models import Invitation, InvitationState
from cms.members.permissions import PEOPLE, units_run_by, units_shown_to
from cms.members.services.invitations import (
    invite,
    invite_again,
    withdraw_invitation,
)
from cms.members.views.actions import ActionView, Crumb, run_unit, viewer_of
from cms.members.views.roles import choices_for
from search.lookups import matching
from sites.columns import MomentColumn
from sites.models import Capability, Unit
from sites.naming import RoleNames, role_names
from sites.working import working_unit_of

OPEN = {InvitationState.PENDING, InvitationState.EXPIRED}


class InvitationIndexView(generic.IndexView):
    model = Invitation
    permission_policy = PEOPLE
    any_permission_required = ["view", "change"]
    page_title = gettext_lazy("Invitations")
    header_icon = "mail"
    index_url_name = "members:invitations"
    index_results_url_name = "members:invitations_results"
    default_ordering = "-invited_at"
    paginate_by = 50
    filterset_class = InvitationFilterSet
    search_fields = ("full_name", "email")
    list_empty = gettext_lazy("Nobody has been invited yet.")

    @cached_property
    def units(self) -> "QuerySet[Unit]":
        return units_shown_to(viewer_of(self.request))

    @cached_property
    def run(self) -> set[int]:
        return set(units_run_by(viewer_of(self.request)).values_list("pk", flat=True))

    @cached_property
    def names(self) -> RoleNames:
        return role_names(self.units)

    def get_base_queryset(self) -> "QuerySet[Invitation]":
        invitations = Invitation.objects.filter(unit__in=self.units)
        return invitations.select_related("unit", "invited_by")

    def search_queryset(self, queryset: Any) -> Any:
        return matching(queryset, self.search_query, *self.search_fields)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        person = self._get_title_column_class(TitleColumn)
        return [
            person("full_name", label=_("Invited person"), accessor=str),
            Column("capability", label=_("Role"), accessor=self._role),
            Column("unit", label=_("Unit"), accessor="unit.short_name"),
            MomentColumn("invited_at", label=_("Invited at"), sort_key="invited_at"),
            MomentColumn("expires_at", label=_("Good until"), sort_key="expires_at"),
            Column("state", label=_("Status"), accessor=invitation_chip),
        ]

    def _role(self, invitation: Invitation) -> str:
        return self.names.name(invitation.unit_id, invitation.capability)

    def get_list_more_buttons(self, instance: Invitation) -> list[MenuItem]:
        if instance.state not in OPEN or instance.unit_id not in self.run:
            return []
        acts = [
            ("members:invite_again", _("Send again"), "mail"),
            ("members:withdraw", _("Withdraw"), "circle-xmark"),
        ]
        return [
            MenuItem(label, url=reverse(name, args=[instance.pk]), icon_name=icon)
            for name, label, icon in acts
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not PEOPLE.user_has_permission(self.request.user, "change"):
            return []
        url = reverse("members:invite")
        return [HeaderButton(_("Invite"), url=url, icon_name="plus")]


class InvitationAction(ActionView):
    """Tells afterwards whether the letter went out, and shows the link in development."""

    invitation: Invitation

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if form.is_valid() and not form.non_field_errors():
            self.tell()
        return response

    def tell(self) -> None:
        """Add what became of the letter to what was said already."""

    def told_of_letter(self) -> None:
        if self.invitation.sent_at is None:
            messages.error(
                self.request,
                _("The letter could not be sent. Send it again from the list."),
            )
        if settings.INVITATION_LINKS_SHOWN:
            messages.info(self.request, link_to(self.invitation))

    def goal(self) -> str:
        return reverse("members:invitations")

    def crumbs(self) -> list[Crumb]:
        return [{"url": reverse("members:invitations"), "label": _("Invitations")}]


class InviteView(InvitationAction):
    """For the unit named in the address, else the one the viewer works in."""

    form_class = InviteForm
    template_name = "admin/members/invite.html"
    title = gettext_lazy("Invite somebody")
    submit = gettext_lazy("Send the invitation")
    done = gettext_lazy("The invitation is on its way.")

    def find(self, **kwargs: Any) -> None:
        self.must_run()
        self.unit = self._unit()

    def _unit(self) -> Unit:
        named = self.request.GET.get("unit", "")
        if named:
            if not named.isdecimal():
                raise Http404
            return run_unit(self.viewer, int(named))
        run, working = units_run_by(self.viewer), working_unit_of(self.request)
        if working and run.filter(pk=working.pk).exists():
            return working
        first: Unit | None = run.in_order().first()
        if first is None:
            raise Http404
        return first

    def get_form_kwargs(self) -> dict[str, Any]:
        roles = choices_for(self.viewer, self.unit)
        return {**super().get_form_kwargs(), "roles": roles}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = units_run_by(self.viewer).in_order()
        return {
            **super().get_context_data(**kwargs),
            "unit": self.unit,
            "units": list(run.values_list("pk", "name")),
            "days": settings.INVITATION_DAYS,
        }

    def act(self, form: InviteForm) -> None:
        facts = form.cleaned_data
        self.invitation = invite(
            actor=self.viewer,
            unit=self.unit,
            email=facts["email"],
            full_name=facts["full_name"],
            position=facts["position"],
            capability=Capability(facts["capability"]),
        )

    def tell(self) -> None:
        self.invitation.refresh_from_db()
        self.told_of_letter()


class OneInvitationView(InvitationAction):
    def find(self, **kwargs: Any) -> None:
        self.must_run()
        invitations = Invitation.objects.select_related("unit")
        self.invitation = get_object_or_404(
            invitations, pk=kwargs["pk"], unit__in=units_run_by(self.viewer)
        )

    def intro(self) -> str:
        return f"{self.invitation}, {self.invitation.unit.name}"


class InviteAgainView(OneInvitationView):
    title = gettext_lazy("Send again")
    submit = gettext_lazy("Send again")
    done = gettext_lazy("A new link is on its way. The earlier one leads nowhere now.")

    def act(self, form: Any) -> None:
        self.invitation = invite_again(actor=self.viewer, invitation=self.invitation)

    def tell(self) -> None:
        self.invitation.refresh_from_db()
        self.told_of_letter()


class WithdrawView(OneInvitationView):
    title = gettext_lazy("Withdraw the invitation")
    submit = gettext_lazy("Withdraw")
    done = gettext_lazy("The invitation has been withdrawn.")

    def act(self, form: Any) -> None:
        withdraw_invitation(actor=self.viewer, invitation=self.invitation)
