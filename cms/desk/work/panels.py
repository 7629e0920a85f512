"""Cards of the first page: what waits for me, what came back, what I was told."""

from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component

from cms.desk.work.waiting import going_out, work_of


class DeskCard(Component):
    """A card about the person's work at the desk."""

    order: int
    template_name: str

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.work = work_of(request)

    @property
    def media(self) -> Media:
        return Media(css={"all": [versioned_static("desk/work.css")]})


class Emergencies(DeskCard):
    """What went out in an emergency and awaits somebody's approval; overdue first."""

    name = "desk_emergencies"
    order = 1
    template_name = "admin/desk/work/emergencies.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"cases": self.work.emergencies, "now": timezone.now()}


class AwaitingMe(DeskCard):
    name = "desk_awaiting"
    order = 2
    template_name = "admin/desk/work/awaiting.html"

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.work.is_listed = True

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"cases": self.work.awaiting, "total": self.work.counts["awaited"]}


class ReturnedToMe(DeskCard):
    name = "desk_returned"
    order = 3
    template_name = "admin/desk/work/returned.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"returned": self.work.returned}


class Notices(DeskCard):
    name = "desk_notices"
    order = 4
    aside = True
    template_name = "admin/desk/work/notices.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"notices": self.work.notices, "unseen": self.work.unseen}


class GoingOut(Component):
    """What goes out next in the person's units, and what misses its hour."""

    name = "desk_going_out"
    order = 1
    template_name = "admin/desk/work/going_out.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def media(self) -> Media:
        return Media(
            css={"all": [versioned_static("desk/work.css")]},
            js=[versioned_static("desk/countdown.js")],
        )

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        now = timezone.now()
        return {"cases": going_out(self.request.user), "now": now}


class DeskFigures(SummaryItem):
    """How much waits, how much of it is urgent, how much came back."""

    order = 1
    template_name = "admin/desk/work/figures.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        work = work_of(self.request)
        return {**work.counts, "returned": len(work.returned)}
