"""The list of proposed changes, and the page where a second person decides."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.views import OwnUnitsIndexView
from cms.proposals.differences import differences
from cms.proposals.forms import AnswerForm
from cms.proposals.models import Proposal, ProposalState
from cms.proposals.permissions import PROPOSALS, may_decide
from cms.proposals.services import approve, refuse, withdraw
from cms.users.models import User

Crumb = dict[str, Any]


class ProposalIndexView(OwnUnitsIndexView):
    list_help = gettext_lazy(
        "Changes of menus, of a portal's owner and looks, of its unit's names, and of the "
        "words about files that readers see. A second person decides about each."
    )
    list_empty = gettext_lazy("Nobody has proposed a change.")

    def get_base_queryset(self) -> "QuerySet[Proposal]":
        rows: Any = super().get_base_queryset()
        return rows.for_display()  # type: ignore[no-any-return]

    @cached_property
    def columns(self) -> list[BaseColumn]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("subject_name", label=_("About"), get_url=self._open_url),
            Column("unit", label=_("Unit"), accessor="portal.unit.short_name"),
            Column("proposer", label=_("Proposed by"), accessor="proposer.full_name"),
            DateColumn("proposed_at", label=_("Proposed"), sort_key="proposed_at"),
            Column("state", label=_("Status"), accessor="get_state_display"),
        ]

    def get_list_more_buttons(self, instance: Proposal) -> list[MenuItem]:
        url = self._open_url(instance)
        return [MenuItem(_("Open"), url=url, icon_name="edit", priority=10)]

    def _open_url(self, proposal: Proposal) -> str:
        return reverse("proposals:detail", args=[proposal.pk])


class ProposalView(WagtailAdminTemplateMixin, FormView):
    """Shows what changes; takes the second person's answer, or the proposal back."""

    template_name = "admin/proposals/detail.html"
    form_class = AnswerForm
    header_icon = "edit"

    @property
    def person(self) -> User:
        """Return who asks; the administration asks nobody anonymous in."""
        if not isinstance(self.request.user, User):
            raise PermissionDenied
        return self.request.user

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not PROPOSALS.user_has_any_permission(request.user, ["change", "view"]):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def proposal(self) -> Proposal:
        rows: Any = PROPOSALS.instances_user_has_any_permission_for(
            self.person, ["change", "view"]
        )
        found: Proposal = get_object_or_404(rows.for_display(), pk=self.kwargs["pk"])
        return found

    def get_page_title(self) -> str:
        return self.proposal.subject_name

    def get_breadcrumbs_items(self) -> list[Crumb]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("proposals:index"), "label": _("Proposed changes")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        proposal, user = self.proposal, self.person
        waiting = proposal.state == ProposalState.WAITING
        return {
            **context,
            "proposal": proposal,
            "differences": differences(proposal),
            "is_waiting": waiting,
            "may_decide": waiting and may_decide(user, proposal),
            "is_own": proposal.proposer_id == user.pk,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            decided = self._answer(form.cleaned_data["remark"])
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        messages.success(self.request, _told(decided))
        return HttpResponseRedirect(reverse("proposals:index"))

    def _answer(self, remark: str) -> Proposal:
        asked, actor = self.request.POST, self.person
        if "withdraw" in asked:
            return withdraw(proposal=self.proposal, actor=actor)
        if "refuse" in asked:
            return refuse(proposal=self.proposal, actor=actor, remark=remark)
        if "approve" in asked:
            return approve(proposal=self.proposal, actor=actor, remark=remark)
        raise ValidationError(_("Choose what to do with this change."))


def _told(proposal: Proposal) -> str:
    words = {
        ProposalState.APPROVED: _("Approved: readers see “%(about)s” as proposed."),
        ProposalState.REFUSED: _("Refused: “%(about)s” stays as it is."),
        ProposalState.WITHDRAWN: _("Withdrawn: “%(about)s” stays as it is."),
        ProposalState.OUTDATED: _(
            "“%(about)s” has changed since this was proposed, so nothing was written. "
            "Propose the change anew."
        ),
    }
    return words[ProposalState(proposal.state)] % {"about": proposal.subject_name}
