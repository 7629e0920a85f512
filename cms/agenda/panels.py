"""Cards of the first page: days to remember that are near, and the unit's week."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component

from cms.agenda.grid import Calendar, Day, calendar_of, week_of
from cms.agenda.permissions import units_looked_at
from cms.agenda.sources import Question
from cms.agenda.states import State
from cms.almanac.falling import Falling
from cms.almanac.lunar import lunar_of
from cms.almanac.selectors import occasions_between
from cms.almanac.words import short_words
from cms.planning.models import Assignment
from cms.planning.permissions import ASSIGNMENTS
from sites.working import working_unit_of

AHEAD = timedelta(days=14)
SHOWN = 5
FULL = 100


@dataclass(frozen=True)
class Near:
    """A day to remember, and how many items are planned for it."""

    falling: Falling
    planned: int

    @property
    def lunar(self) -> str:
        return short_words(lunar_of(self.falling.day))


@dataclass(frozen=True)
class Bar:
    """A day of the week: how many items readers have, of all that it is to bring."""

    day: Day

    @property
    def done(self) -> int:
        return self.day.whole[State.PUBLISHED]

    @property
    def whole(self) -> int:
        return self.day.whole.total()

    @property
    def width(self) -> str:
        """Return the share as an attribute of SVG, which wants a point."""
        return f"{FULL * self.done / max(self.whole, 1):.0f}"


class AgendaCard(Component):
    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def media(self) -> Media:
        return Media(css={"all": [versioned_static("agenda/cards.css")]})


class DaysAhead(AgendaCard):
    """Days to remember within two weeks, and whether anybody is to write about them."""

    name = "days_ahead"
    order = 12
    template_name = "admin/agenda/days_ahead.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user: Any = self.request.user
        units = frozenset(units_looked_at(user).values_list("pk", flat=True))
        today = timezone.localdate()
        found = occasions_between(units, today, today + AHEAD)[:SHOWN]
        planned = self._planned(found)
        may_plan = ASSIGNMENTS.user_has_permission(user, "add")
        return {
            "days": [Near(one, planned[one.occasion.pk]) for one in found],
            "plan_url": reverse("assignments:add") if may_plan else "",
        }

    def _planned(self, found: list[Falling]) -> Counter[int]:
        rows = (
            Assignment.objects.visible_to(self.request.user)  # type: ignore[arg-type]
            .exclude(state="cancelled")
            .filter(occasion__in=[one.occasion for one in found])
            .filter(due_on__gte=timezone.localdate() - AHEAD)
        )
        counted = rows.order_by().values("occasion").annotate(number=Count("pk"))
        return Counter({row["occasion"]: row["number"] for row in counted})


class UnitWeek(AgendaCard):
    """What the unit one works in published this week, of what the week is to bring."""

    name = "unit_week"
    order = 10
    aside = True
    template_name = "admin/agenda/unit_week.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        unit = working_unit_of(self.request)
        if unit is None:
            return {"unit": None}
        monday, sunday = week_of(timezone.localdate())
        calendar: Calendar = calendar_of(
            Question(self.request.user, frozenset([unit.pk]), monday, sunday, most=1),
            cell=0,
        )
        counts = calendar.counts
        return {
            "unit": unit,
            "bars": [Bar(day) for day in calendar.days],
            "number": monday.isocalendar().week,
            "done": counts[State.PUBLISHED],
            "whole": counts.total(),
        }
