"""The calendar by month, by week and by day."""

from datetime import date, timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.agenda.asking import SECTION, STATE, UNIT, Narrowing, asked_day
from cms.agenda.grid import Calendar, calendar_of, month_of, spread, week_of
from cms.agenda.permissions import may_look
from cms.agenda.states import ICONS, LOOKS, ORDER, State
from cms.planning.permissions import ASSIGNMENTS

IN_MONTH, IN_WEEK, IN_DAY = 4, 12, 50
TITLE = gettext_lazy("Editorial calendar")
FEW_UNITS = 1


class AgendaPage(WagtailAdminTemplateMixin, TemplateView):
    """What all screens of the calendar share."""

    header_icon = "calendar-alt"
    page_title: ClassVar[str | Promise] = TITLE
    http_method_names = ["get", "head"]

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not may_look(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def narrowing(self) -> Narrowing:
        return Narrowing(self.request.user, self.request.GET.dict())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
        return [home, {"url": "", "label": self.page_title}]

    def address(self, name: str, **told: str) -> str:
        """Return a screen's address with the filters that are set."""
        kept = urlencode({**told, **self.narrowing.kept})
        return f"{reverse(f'agenda:{name}')}{'?' if kept else ''}{kept}"

    def plan_url(self) -> str:
        """Return where an item is planned; empty for whoever plans nothing."""
        person, unit = self.narrowing.user, self.narrowing.unit
        if not ASSIGNMENTS.user_has_permission(person, "add"):
            return ""
        chosen = f"?unit={unit.pk}" if unit else ""
        return f"{reverse('assignments:add')}{chosen}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        narrowing = self.narrowing
        person: Any = self.request.user
        return {
            **super().get_context_data(**kwargs),
            "narrowing": narrowing,
            "unit_name": UNIT,
            "section_name": SECTION,
            "state_name": STATE,
            "states": list(State),
            "legend": [(LOOKS[one], ICONS[one], one.label) for one in reversed(ORDER)],
            "has_marks": len(narrowing.units) > FEW_UNITS,
            "plan_url": self.plan_url(),
            "may_move": ASSIGNMENTS.user_has_permission(person, "change"),
            "here": self.request.get_full_path(),
        }


class SpanView(AgendaPage):
    """A month or a week: from day to day, forward and back."""

    parameter: ClassVar[str]
    screen: ClassVar[str]
    cell: ClassVar[int]

    @cached_property
    def asked(self) -> date:
        return asked_day(self.request.GET.get(self.parameter, ""))

    @cached_property
    def calendar(self) -> Calendar:
        raise NotImplementedError

    def span(self) -> tuple[date, date]:
        raise NotImplementedError

    def title(self) -> str:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first, last = self.span()
        before, after = first - timedelta(1), last + timedelta(1)
        return {
            **super().get_context_data(**kwargs),
            "title": self.title(),
            "calendar": self.calendar,
            "told": count_words(self.calendar),
            "parameter": self.parameter,
            "asked": self.asked.isoformat(),
            "earlier": self.address(self.screen, **{self.parameter: f"{before}"}),
            "later": self.address(self.screen, **{self.parameter: f"{after}"}),
            "today": self.address(self.screen),
            "month_url": self.address("month", thang=self.asked.isoformat()),
            "week_url": self.address("week", ngay=self.asked.isoformat()),
            "coverage_url": self.address("coverage"),
            "screen": self.screen,
        }


class MonthView(SpanView):
    template_name = "admin/agenda/month.html"
    parameter, screen, cell = "thang", "month", IN_MONTH

    def span(self) -> tuple[date, date]:
        return month_of(self.asked)

    def title(self) -> str:
        return _("Month %(month)s") % {"month": f"{self.asked:%m/%Y}"}

    @cached_property
    def calendar(self) -> Calendar:
        first, last = spread(self.asked)
        question = self.narrowing.question(first, last, most=self.cell)
        return calendar_of(question, cell=self.cell, month=self.asked)


class WeekView(SpanView):
    template_name = "admin/agenda/week.html"
    parameter, screen, cell = "ngay", "week", IN_WEEK

    def span(self) -> tuple[date, date]:
        return week_of(self.asked)

    def title(self) -> str:
        first, last = self.span()
        words = _("Week %(number)d: %(first)s – %(last)s")
        number = first.isocalendar().week
        return words % {
            "number": number,
            "first": f"{first:%d/%m}",
            "last": f"{last:%d/%m/%Y}",
        }

    @cached_property
    def calendar(self) -> Calendar:
        question = self.narrowing.question(*self.span(), most=self.cell)
        return calendar_of(question, cell=self.cell)


class DayView(AgendaPage):
    """All entries of a day, fifty of each state at once."""

    template_name = "admin/agenda/day.html"

    @cached_property
    def day(self) -> date:
        told = self.kwargs["day"]
        found = asked_day(told)
        if found.isoformat() != told:
            raise Http404
        return found

    @cached_property
    def number(self) -> int:
        asked = self.request.GET.get("p", "")
        return int(asked) if asked.isdecimal() and int(asked[:4]) > 0 else 1

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home, here = super().get_breadcrumbs_items()
        month = self.address("month", thang=self.day.isoformat())
        return [home, {**here, "url": month}, {"url": "", "label": f"{self.day:%d/%m}"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        skipped = (self.number - 1) * IN_DAY
        question = self.narrowing.question(
            self.day, self.day, most=skipped + IN_DAY, skipped=skipped
        )
        calendar = calendar_of(question, cell=IN_DAY * len(State))
        [day] = calendar.days
        return {
            **super().get_context_data(**kwargs),
            "day": day,
            "told": count_words(calendar),
            "number": self.number,
            "has_more": max(day.whole.values(), default=0) > skipped + IN_DAY,
            "month_url": self.address("month", thang=self.day.isoformat()),
            "week_url": self.address("week", ngay=self.day.isoformat()),
        }


def count_words(calendar: Calendar) -> str:
    """Return “22 items: 13 published, 3 scheduled, 3 submitted, 3 planned”."""
    counts = calendar.counts
    number = counts.total()
    words = ngettext("%(number)d item", "%(number)d items", number)
    whole = words % {"number": number}
    parts = [
        f"{counts[state]} {str(state.label).lower()}"
        for state in ORDER
        if counts[state]
    ]
    return f"{whole}: {', '.join(parts)}" if parts else whole
