"""Columns of the lists of people and invitations."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column

from cms.members.models import Invitation, InvitationState
from cms.members.selectors import STATES

LOOKS = {
    InvitationState.PENDING: "warn",
    InvitationState.ACCEPTED: "ok",
    InvitationState.EXPIRED: "",
    InvitationState.WITHDRAWN: "",
}


def chip(word: object, look: str) -> SafeString:
    """Return a word as a chip of the desk."""
    name = f"d-chip is-{look}" if look else "d-chip"
    return format_html('<span class="{}">{}</span>', name, word)


def state_chip(person: Any) -> SafeString:
    word, look = STATES[person.state]
    if not person.mail_is_refused:
        return chip(word, look)
    refused = chip(_("Takes no letters"), "crit")
    return format_html("{} {}", chip(word, look), refused)


def invitation_chip(invitation: Invitation) -> SafeString:
    state = invitation.state
    return chip(state.label, LOOKS[state])


def name_cell(person: Any) -> str:
    if not person.position:
        return str(person)
    return format_html(
        '{}<br><small class="d-meta">{}</small>', person, person.position
    )


class RolesColumn(Column):
    """The roles of a person with their days; the view has put them there."""

    cell_template_name = "admin/members/roles_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> Any:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "lines": instance.lines}
