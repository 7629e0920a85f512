"""Deadlines in the administration: rules, office hours, days, a try, one item's own."""

from datetime import date
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cms.core.models import EditorialRecord
from cms.deadlines.calendars import vietnamese
from cms.deadlines.clocks import CalendarClock, NeverOpenError
from cms.deadlines.forms import (
    CombinationForm,
    DayForm,
    RuleForm,
    TimetableForm,
    TryForm,
    asked_year,
)
from cms.deadlines.left import told_of
from cms.deadlines.models import DayOverride, DeadlineRule, Due, DutyShift
from cms.deadlines.permissions import DEADLINES
from cms.deadlines.selectors import (
    Books,
    combination_of,
    governing_rules,
    timetables_of,
)
from cms.deadlines.services import (
    combine,
    decide_day,
    save_rule,
    set_timetable,
    withdraw_day,
    withdraw_timetable,
)
from cms.deadlines.wording import rule_words
from sites.models import Unit

UNPROCESSABLE = 422
INDEX = "deadlines:index"


def moved_words(items: int | None) -> str:
    """Return how many items are due at another time now; None: they are being counted."""
    if items is None:
        return _("Saved. Many items are counted anew; that takes some minutes.")
    if not items:
        return _("Saved. No open item is due at another time.")
    words = ngettext(
        "Saved. %(number)d open item is due at another time now.",
        "Saved. %(number)d open items are due at another time now.",
        items,
    )
    return words % {"number": items}


class DeadlinesPage(WagtailAdminTemplateMixin, TemplateView):
    """A page about one unit's deadlines; what belongs to others does not exist."""

    title: ClassVar[str | Promise] = gettext_lazy("Deadlines")
    header_icon = "time"
    actions: ClassVar[frozenset[str]] = frozenset({"view", "change"})

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not DEADLINES.user_has_any_permission(request.user, self.actions):
            raise PermissionDenied
        if request.method == "POST" and not self.may_change:
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @property
    def person(self) -> Any:
        return self.request.user

    def units(self, *actions: str) -> "QuerySet[Any]":
        found: QuerySet[Any] = DEADLINES.units(self.person, actions or self.actions)
        return found

    @cached_property
    def unit(self) -> Any:
        return get_object_or_404(self.units(), pk=self.kwargs["unit"])

    @cached_property
    def may_change(self) -> bool:
        return self.units("change").filter(pk=self.unit.pk).exists()

    def get_page_title(self) -> str:
        return str(self.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        top = {"url": reverse(INDEX), "label": _("Deadlines")}
        home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
        here = {"url": "", "label": self.get_page_title()}
        match = self.request.resolver_match
        is_top = match is not None and match.view_name == INDEX
        return [home, here] if is_top else [home, top, here]

    def index(self) -> str:
        return f"{reverse(INDEX)}?unit={self.unit.pk}"

    def answer(self, **context: Any) -> HttpResponse:
        status = UNPROCESSABLE
        return self.render_to_response(self.get_context_data(**context), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "unit": self.unit, "may_change": self.may_change}


class IndexView(DeadlinesPage):
    """What counts for one unit: rules, how they combine, hours, days."""

    template_name = "admin/deadlines/index.html"

    @cached_property
    def unit(self) -> Any:
        asked = self.request.GET.get("unit", "")
        rows = self.units()
        found = rows.filter(pk=asked).first() if asked.isdecimal() else rows.first()
        if found is None:
            raise PermissionDenied
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        books, today = Books(), timezone.localdate()
        line = books.line(self.unit.pk)
        governing = governing_rules(books, self.unit.pk, today)
        whose_way, way = combination_of(line)
        whose_hours, timetables = timetables_of(line)
        names = dict(Unit.objects.filter(pk__in=line).values_list("pk", "name"))
        own = DeadlineRule.objects.filter(unit=self.unit).not_over()
        kwargs.setdefault("form", CombinationForm(initial={"combination": way}))
        return {
            **super().get_context_data(**kwargs),
            "units": self.units(),
            "own": [(rule, rule_words(rule)) for rule in own],
            "inherited": [
                (rule, rule_words(rule), names[unit])
                for is_board, unit in governing.items()
                for rule in books.rules(self.unit.pk)[unit]
                if unit != self.unit.pk
                and rule.is_board_time == is_board
                and rule.is_in_force(today)
            ],
            "way_from": names.get(whose_way or 0)
            if whose_way != self.unit.pk
            else None,
            "hours_from": names.get(whose_hours or 0),
            "are_usual": whose_hours is None,
            "timetables": timetables,
            "on_duty": DutyShift.objects.filter(unit=self.unit)
            .at(timezone.now())
            .select_related("person"),
        }

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = CombinationForm(request.POST)
        if not form.is_valid():
            return self.answer(form=form)
        combine(unit=self.unit, combination=form.cleaned_data["combination"])
        log(self.unit, "dinh.combine_deadlines", user=self.person)
        messages.success(request, _("Saved."))
        return redirect(self.index())


class RuleView(DeadlinesPage):
    """One rule, new or known."""

    template_name = "admin/deadlines/rule.html"
    model = DeadlineRule

    @cached_property
    def rule(self) -> DeadlineRule | None:
        if "pk" not in self.kwargs:
            return None
        own = DeadlineRule.objects.filter(unit__in=self.units())
        return get_object_or_404(own.select_related("unit"), pk=self.kwargs["pk"])

    @cached_property
    def unit(self) -> Any:
        if self.rule is not None:
            return self.rule.unit
        return get_object_or_404(self.units(), pk=self.kwargs["unit"])

    def get_page_title(self) -> str:
        return self.rule.name if self.rule else _("New deadline rule")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", RuleForm(instance=self.rule, unit=self.unit))
        return {**super().get_context_data(**kwargs), "rule": self.rule}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        form = RuleForm(request.POST, instance=self.rule, unit=self.unit)
        if not form.is_valid():
            return self.answer(form=form)
        rule: DeadlineRule = form.save(commit=False)
        sections = form.cleaned_data.get("sections", ())
        items = save_rule(rule=rule, sections=sections, actor=self.person)
        log(self.unit, "dinh.save_deadline", user=self.person, data={"rule": rule.name})
        messages.success(request, moved_words(items))
        return redirect(self.index())


class TimetableView(DeadlinesPage):
    """The office hours of a unit, as they are since one day or another."""

    template_name = "admin/deadlines/timetable.html"
    title = gettext_lazy("Office hours")

    @cached_property
    def own(self) -> list[Any]:
        """Return the beginnings of the unit's own hours; None is ever."""
        days = self.unit.office_hours.values_list("valid_from", flat=True)
        return sorted(set(days), key=lambda day: day or date.min)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "form" not in kwargs:
            kwargs["form"] = self._form(None)
        return {**super().get_context_data(**kwargs), "beginnings": self.own}

    def _form(self, sent: Any) -> TimetableForm:
        """Show what counts last, unless another beginning is asked for."""
        asked = self.request.GET.get("since", "")
        shown = next((day for day in self.own if day and str(day) == asked), None)
        if not asked and self.own:
            shown = self.own[-1]
        rows = self.unit.office_hours.filter(valid_from=shown)
        return TimetableForm(sent, rows=rows, initial={"since": shown})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.answer(form=form)
        since = form.cleaned_data["since"]
        told: dict[str, Any] = {"unit": self.unit, "since": since, "actor": self.person}
        if request.POST.get("deed") == "withdraw":
            items = withdraw_timetable(**told)
        else:
            items = set_timetable(sessions=form.sessions, **told)
        log(self.unit, "dinh.set_hours", user=self.person)
        messages.success(request, moved_words(items))
        return redirect("deadlines:timetable", self.unit.pk)


class DaysView(DeadlinesPage):
    """The days off of a year: by law, and by decisions of the unit and those above."""

    template_name = "admin/deadlines/days.html"
    title = gettext_lazy("Days off and working days")

    @property
    def year(self) -> int:
        return asked_year(self.request.GET.get("year", ""), timezone.localdate())

    @property
    def own_unit(self) -> Any:
        return self.unit

    @property
    def line(self) -> list[int]:
        return Unit.objects.line(self.unit.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        off, worked = vietnamese(self.year)
        rows = DayOverride.objects.for_units(self.line).filter(day__year=self.year)
        kwargs.setdefault("form", DayForm(unit=self.own_unit))
        return {
            **super().get_context_data(**kwargs),
            "year": self.year,
            "years": (self.year - 1, self.year + 1),
            "off": sorted(off.items()),
            "worked": sorted(worked),
            "overrides": rows.select_related("unit"),
            "own_unit": self.own_unit,
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.POST.get("deed") == "withdraw":
            items = withdraw_day(override=self._named(), actor=self.person)
        else:
            form = DayForm(request.POST, unit=self.own_unit)
            if not form.is_valid():
                return self.answer(form=form)
            items = decide_day(override=form.save(commit=False), actor=self.person)
        if self.own_unit is not None:
            log(self.own_unit, "dinh.decide_day", user=self.person)
        messages.success(request, moved_words(items))
        return redirect(f"{request.path}?year={self.year}")

    def _named(self) -> DayOverride:
        """Return the day to withdraw: only one of this very unit."""
        key = self.request.POST.get("day_key", "")
        own = DayOverride.objects.filter(unit=self.own_unit)
        return get_object_or_404(own, pk=key if key.isdecimal() else 0)


class HouseDaysView(DaysView):
    """The same for the whole house, by its keepers."""

    title = gettext_lazy("Days off of the whole house")
    unit = None

    @cached_property
    def may_change(self) -> bool:
        return bool(self.person.is_superuser)

    @property
    def line(self) -> list[int]:
        return []

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class TryView(DeadlinesPage):
    """What both clocks say about an event's end, step by step; nothing is stored."""

    template_name = "admin/deadlines/try.html"
    title = gettext_lazy("When would it be due?")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET if "ends" in self.request.GET else None
        form = TryForm(asked)
        found = asked is not None and form.is_valid()
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            **(self._answers(form) if found else {}),
        }

    def _answers(self, form: TryForm) -> dict[str, Any]:
        ends = form.cleaned_data["ends"]
        days, hours = form.amounts
        try:
            counted = Books().calendar(self.unit.pk).clock.counted(ends, hours)
        except NeverOpenError:
            counted = []
        return {
            "by_calendar": CalendarClock().due(ends, days),
            "counted": counted,
            "by_office": counted[-1].ends if counted else None,
        }


class ItemView(WagtailAdminTemplateMixin, TemplateView):
    """All deadlines of one item: what they are counted from, and how they moved."""

    template_name = "admin/deadlines/item.html"
    header_icon = "time"
    model = EditorialRecord

    @cached_property
    def record(self) -> EditorialRecord:
        mine = EditorialRecord.objects.visible_to(self.request.user)  # type: ignore[arg-type]
        return get_object_or_404(mine.items(), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Deadlines of the item")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        url = reverse("records:inspect", args=[self.record.pk])
        return [
            {"url": url, "label": self.record.title},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dues = Due.objects.with_report().filter(record=self.record)
        rows = dues.select_related("rule__unit").prefetch_related("changes__by")
        return {
            **super().get_context_data(**kwargs),
            "record": self.record,
            "rows": [
                {
                    "due": due,
                    "told": told_of(due) if due.is_open else None,
                    "words": rule_words(due.rule),
                }
                for due in rows.order_by("pk")
            ],
        }
