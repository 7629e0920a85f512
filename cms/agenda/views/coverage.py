"""Sections by weeks: what was published, what is planned, where nothing is."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from cms.agenda.coverage import coverage_of, mondays
from cms.agenda.grid import WEEK, week_of
from cms.agenda.views.calendar import AgendaPage

LINES = 200


class CoverageView(AgendaPage):
    template_name = "admin/agenda/coverage.html"
    page_title = gettext_lazy("Coverage of sections")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        weeks = mondays(today)
        lines = coverage_of(self.narrowing.user, self.narrowing.units, weeks)
        return {
            **super().get_context_data(**kwargs),
            "weeks": [
                (day, day + timedelta(WEEK - 1), day.isocalendar().week)
                for day in weeks
            ],
            "this_week": week_of(today)[0],
            "lines": lines[:LINES],
            "left_out": max(len(lines) - LINES, 0),
            "month_url": self.address("month"),
        }
