"""The desk in the menu, with how much waits for whoever looks."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from cms.desk.work.waiting import work_of
from sites.reach import reach_of


class WorkItem(MenuItem):
    """“Duyệt tin bài (4)”."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Approval of items"),
            reverse_lazy("desk:work"),
            name="desk",
            icon_name="tasks",
            order=105,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        user: Any = request.user
        may = "moderation.view_case" in reach_of(user).permissions
        return bool(user.is_superuser or may)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        waiting = work_of(request).counts["awaited"]
        words = {"label": self.label, "number": waiting}
        label = _("%(label)s (%(number)d)") % words if waiting else str(self.label)
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)
