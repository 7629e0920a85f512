"""The addresses of the personnel pages."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.members.permissions import PEOPLE
from cms.members.views import invitations, naming, people, roles, suspension


class PeopleMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(PEOPLE.user_has_any_permission(request.user, ["view", "change"]))


class PeopleViewSet(ViewSet):
    """Everything about the people of one's units, and one's own roles."""

    name = "members"
    url_prefix = "nhan-su"
    icon = "group"
    menu_label = _("Personnel")
    menu_order = 700
    menu_item_class = PeopleMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        index, invited = people.PeopleIndexView, invitations.InvitationIndexView
        one: list[tuple[str, Any, str]] = [
            ("", index.as_view(), "index"),
            ("results/", index.as_view(results_only=True), "index_results"),
            ("cua-toi/", people.own, "own"),
            ("<int:pk>/", people.person, "person"),
            ("<int:pk>/vai-tro/<int:unit>/", roles.GrantView.as_view(), "grant"),
            ("<int:pk>/dinh-chi/<int:unit>/", suspension.SuspendView.as_view(), "suspend"),
            ("vai-tro/<int:pk>/doi/", roles.ChangeView.as_view(), "change"),
            ("vai-tro/<int:pk>/ket-thuc/", roles.EndView.as_view(), "end"),
            ("vai-tro/<int:pk>/uy-quyen/", roles.DelegateView.as_view(), "delegate"),
            ("vai-tro/<int:pk>/phan-cong/", roles.ShareView.as_view(), "share"),
            ("phan-cong/<int:pk>/bo/", roles.LiftView.as_view(), "lift"),
            ("dinh-chi/<int:pk>/khoi-phuc/", suspension.RestoreView.as_view(), "restore"),
            ("bien-ban/<int:pk>/", suspension.minutes, "minutes"),
            ("ten-goi/", naming.NamesView.as_view(), "names"),
            ("loi-moi/", invited.as_view(), "invitations"),
            ("loi-moi/results/", invited.as_view(results_only=True), "invitations_results"),
            ("loi-moi/moi/", invitations.InviteView.as_view(), "invite"),
            ("loi-moi/<int:pk>/gui-lai/", invitations.InviteAgainView.as_view(), "invite_again"),
            ("loi-moi/<int:pk>/thu-hoi/", invitations.WithdrawView.as_view(), "withdraw"),
        ]  # fmt: skip
        return [path(route, view, name=name) for route, view, name in one]
