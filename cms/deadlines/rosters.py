"""Screens: who is on duty in a week, and when people are reminded."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.log_actions import log

from cms.deadlines.clocks import ZONE
from cms.deadlines.models import DutyShift
from cms.deadlines.reminders import setting_of
from cms.deadlines.roster_forms import OffsetsForm, ShiftForm, filled_offsets
from cms.deadlines.services import (
    add_shift,
    remove_shift,
    set_reminders,
    withdraw_reminders,
)
from cms.deadlines.views import DeadlinesPage
from sites.models import Unit

DAYS = 7


class DutyView(DeadlinesPage):
    """A week of the duty roster (lịch trực): read, added to, taken from."""

    template_name = "admin/deadlines/duty.html"
    title = gettext_lazy("Duty roster")

    @cached_property
    def monday(self) -> date:
        """Return the Monday of the week asked for; this one for anything that is none."""
        try:
            asked = date.fromisoformat(self.request.GET.get("tuan", ""))
        except ValueError:
            asked = timezone.localdate()
        if not 2000 <= asked.year <= 2200:  # noqa: PLR2004 - weeks have neighbours
            asked = timezone.localdate()
        return asked - timedelta(days=asked.weekday())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ShiftForm(unit=self.unit))
        week = timedelta(days=DAYS)
        now = timezone.now()
        shifts = list(
            DutyShift.objects.filter(unit=self.unit)
            .between(_midnight(self.monday), _midnight(self.monday + week))
            .select_related("person")
        )
        on_duty = DutyShift.objects.filter(unit=self.unit).at(now)
        return {
            **super().get_context_data(**kwargs),
            "monday": self.monday,
            "sunday": self.monday + week - timedelta(days=1),
            "weeks": (self.monday - week, self.monday + week),
            "days": [
                (day, _of_day(shifts, day))
                for day in (self.monday + timedelta(days=n) for n in range(DAYS))
            ],
            "on_duty": on_duty.select_related("person"),
            "now": now,
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.POST.get("deed") == "remove":
            key = request.POST.get("shift", "")
            own = DutyShift.objects.filter(unit=self.unit)
            shift = get_object_or_404(own, pk=key if key.isdecimal() else 0)
            remove_shift(shift=shift)
            return self._done(_("The shift was taken away."), self.monday)
        form = ShiftForm(request.POST, unit=self.unit)
        if not form.is_valid():
            return self.answer(form=form)
        try:
            shift = add_shift(unit=self.unit, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
            return self.answer(form=form)
        return self._done(_("The shift was added."), local_day(shift.begins))

    def _done(self, words: str, day: date) -> HttpResponseBase:
        log(self.unit, "dinh.set_duty", user=self.person)
        messages.success(self.request, words)
        return redirect(f"{self.request.path}?tuan={day:%Y-%m-%d}")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)


def local_day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _of_day(shifts: list[DutyShift], day: date) -> list[DutyShift]:
    """Return the shifts that begin on a day, and those that were under way before it."""
    begins, ends = _midnight(day), _midnight(day + timedelta(days=1))
    return [one for one in shifts if one.begins < ends and one.ends > begins]


class RemindersView(DeadlinesPage):
    """When the people of a unit are reminded, and who is told afterwards."""

    template_name = "admin/deadlines/reminders.html"
    title = gettext_lazy("Reminders and reports")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        whose, setting = setting_of(Unit.objects.line(self.unit.pk))
        filled = {"superior": setting.superior, **filled_offsets(setting.offsets)}
        kwargs.setdefault("form", OffsetsForm(initial=filled))
        is_own = whose == self.unit.pk
        return {
            **super().get_context_data(**kwargs),
            "is_own": is_own,
            "from_above": None
            if is_own
            else Unit.objects.filter(pk=whose or 0).first(),
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.POST.get("deed") == "withdraw":
            withdraw_reminders(unit=self.unit)
        else:
            form = OffsetsForm(request.POST)
            if not form.is_valid():
                return self.answer(form=form)
            superior = form.cleaned_data["superior"]
            set_reminders(unit=self.unit, offsets=form.offsets, superior=superior)
        log(self.unit, "dinh.set_reminders", user=self.person)
        messages.success(request, _("Saved."))
        return redirect(self.index())
