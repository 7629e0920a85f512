"""The list of a unit's people, the page about one of them, and one's own roles."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from cms.members.cards import cards_of
from cms.members.columns import RolesColumn, name_cell, state_chip
from cms.members.filters import PeopleFilterSet
from cms.members.permissions import PEOPLE, units_shown_to
from cms.members.selectors import STATES, people_of, role_lines
from cms.members.views.actions import shown_person, viewer_of
from cms.users.models import User
from search.lookups import matching
from sites.columns import MomentColumn
from sites.models import Unit
from sites.selectors import units_served_by


class PeopleIndexView(generic.IndexView):
    model = User
    permission_policy = PEOPLE
    any_permission_required = ["view", "change"]
    page_title = gettext_lazy("Personnel")
    header_icon = "group"
    index_url_name = "members:index"
    index_results_url_name = "members:index_results"
    default_ordering = "sort_key"
    paginate_by = 50
    filterset_class = PeopleFilterSet
    search_fields = ("full_name", "position", "email", "username")
    list_help = gettext_lazy(
        "Who works for your units, in which role and since when. Nobody from elsewhere "
        "is shown here."
    )

    @cached_property
    def units(self) -> "QuerySet[Unit]":
        return units_shown_to(viewer_of(self.request))

    def get_base_queryset(self) -> "QuerySet[User]":
        return people_of(self.units)

    def search_queryset(self, queryset: "QuerySet[User]") -> "QuerySet[User]":
        return matching(queryset, self.search_query, *self.search_fields)

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """Put the roles of the people of this page beside them."""
        paginator, page, people, is_paginated = super().paginate_queryset(
            queryset, page_size
        )
        lines = role_lines(people, self.units)
        for person in people:
            person.lines = lines.get(person.pk, [])
        return paginator, page, people, is_paginated

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            TitleColumn(
                "name",
                label=_("Full name"),
                accessor=name_cell,
                sort_key="sort_key",
                get_url=lambda person: reverse("members:person", args=[person.pk]),
            ),
            RolesColumn("roles", label=_("Roles")),
            MomentColumn("last_login", label=_("Last login"), sort_key="last_login"),
            Column("state", label=_("Status"), accessor=state_chip),
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer to invite to whoever runs a unit, and the list of invitations to all."""
        buttons = []
        if PEOPLE.user_has_permission(self.request.user, "change"):
            url = reverse("members:invite")
            buttons.append(HeaderButton(_("Invite"), url=url, icon_name="plus"))
        return buttons

    @cached_property
    def header_more_buttons(self) -> list[HeaderButton]:
        links = [("members:invitations", _("Invitations"), "mail")]
        if PEOPLE.user_has_permission(self.request.user, "change"):
            links.append(("members:names", _("Names of the roles"), "edit"))
        return [
            HeaderButton(label, url=reverse(name), icon_name=icon)
            for name, label, icon in links
        ]


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person: roles, duties, delegations and what was handed over."""
    viewer = viewer_of(request)
    if not PEOPLE.user_has_any_permission(viewer, ["view", "change"]):
        raise PermissionDenied
    shown: Any = shown_person(viewer, pk)  # with the state that was asked for
    word, look = STATES[shown.state]
    facts = {
        "person": shown,
        "state": {"word": word, "look": look},
        "cards": cards_of(shown, viewer, units_shown_to(viewer)),
        "header_title": str(shown),
        "header_icon": "user",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("members:index"), "label": _("Personnel")},
            {"url": "", "label": str(shown)},
        ],
    }
    return TemplateResponse(request, "admin/members/person.html", facts)


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Show the viewer's own roles; whoever holds one may delegate it."""
    viewer = viewer_of(request)
    facts = {
        "person": viewer,
        "cards": cards_of(viewer, viewer, units_served_by(viewer)),
        "is_own": True,
        "header_title": _("My roles"),
        "header_icon": "key",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("My roles")},
        ],
    }
    return TemplateResponse(request, "admin/members/person.html", facts)
