"""“In giao ban”: one page for a meeting, and the form for what it decides."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.planning.briefing import Brief, brief_of
from cms.planning.forms import BriefForm, line_words
from cms.planning.models import Meeting
from cms.planning.permissions import MEETINGS
from cms.planning.reading import Lines, names_of, read_decisions
from cms.planning.selectors import writers_of
from cms.planning.services import note_meeting
from cms.planning.weeks import Week
from cms.users.models import User
from sites.models import Unit

UNPROCESSABLE = 422
WEEKS = 8  # offered before and after the one that is shown


class Asked:
    """Which unit, with or without those below it, and which week."""

    request: HttpRequest

    @property
    def person(self) -> User:
        person: Any = self.request.user
        return person  # type: ignore[no-any-return]

    @cached_property
    def units(self) -> list[Unit]:
        """Return the units whose meetings the person may look at."""
        rows: Any = MEETINGS.units(self.person, ("view", "change"))
        return list(rows.select_related("parent").by_kind())

    @cached_property
    def unit(self) -> Unit:
        """Return the unit that was asked for, else the one the person works in.

        Raises ``PermissionDenied`` for who looks at no unit's meetings, or not at this.
        """
        asked = self.request.GET.get("unit", "")
        told = self.request.POST.get("unit", asked)
        working = getattr(self.person, "working_unit_id", None)
        if not self.units:
            raise PermissionDenied
        if told:
            found = next((one for one in self.units if str(one.pk) == told), None)
            if found is None:
                raise PermissionDenied
            return found
        return next((one for one in self.units if one.pk == working), self.units[0])

    @cached_property
    def with_below(self) -> bool:
        return self.request.GET.get("below") == "1"

    @cached_property
    def week(self) -> Week:
        return Week.named(self.request.GET.get("week", ""), timezone.localdate())

    @cached_property
    def brief(self) -> Brief:
        keys = [self.unit.pk]
        if self.with_below:
            below = Unit.objects.under([self.unit.pk]).values_list("pk", flat=True)
            seen = {one.pk for one in self.units}
            keys += [key for key in below if key in seen]
        return brief_of(self.person, keys, self.week)

    @property
    def query(self) -> str:
        below = "&below=1" if self.with_below else ""
        return f"?unit={self.unit.pk}&week={self.week.name}{below}"

    @cached_property
    def meeting(self) -> Meeting | None:
        rows = Meeting.objects.filter(unit=self.unit)
        in_week = rows.filter(held_on__range=(self.week.monday, self.week.sunday))
        return in_week.first()


class BriefView(Asked, WagtailAdminTemplateMixin, TemplateView):
    template_name = "admin/planning/briefing.html"
    page_title = gettext_lazy("Briefing")
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def may_decide(self) -> bool:
        meeting = Meeting(unit=self.unit)
        return MEETINGS.user_has_permission_for_instance(self.person, "add", meeting)

    @cached_property
    def form(self) -> BriefForm:
        if self.request.method == "POST":
            return BriefForm(self.request.POST)
        today = timezone.localdate()
        inside = self.week.monday <= today <= self.week.sunday
        held_on = today if inside else self.week.monday
        known = self.meeting
        return BriefForm(
            initial={
                "held_on": known.held_on if known else held_on,
                "minutes": known.minutes if known else "",
            }
        )

    def post(self, request: HttpRequest) -> HttpResponseBase:
        if not self.may_decide:
            raise PermissionDenied
        if not self.form.is_valid():
            return self._again()
        told = self.form.cleaned_data
        people = writers_of(Unit.objects.filter(pk=self.unit.pk))
        lines = read_decisions(
            told["decisions"],
            held_on=told["held_on"],
            people=names_of(people.values_list("pk", "full_name")),
        )
        made = note_meeting(
            unit=self.unit,
            held_on=told["held_on"],
            minutes=told["minutes"],
            lines=lines.good,
            actor=self.person,
        )[1]
        if lines.bad:
            return self._again(lines, made)
        messages.success(request, stored_words(made))
        return HttpResponseRedirect(self._address())

    def _again(self, lines: Lines | None = None, made: int = 0) -> HttpResponse:
        """Show the form again: what was stored is gone from it, what was bad stays."""
        if lines is not None:
            told = {**self.form.data.dict(), "decisions": lines.left}  # type: ignore[attr-defined]
            self.form = BriefForm(told)
            self.form.is_valid()
            for fault in lines.bad:
                self.form.add_error("decisions", line_words(fault))
            if made:
                messages.success(self.request, stored_words(made))
        return self.render_to_response(self.get_context_data(), status=UNPROCESSABLE)

    def _address(self) -> str:
        return f"{reverse('briefing:index')}{self.query}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meeting = self.meeting
        return {
            **super().get_context_data(**kwargs),
            "unit": self.unit,
            "units": self.units,
            "with_below": self.with_below,
            "week": self.week,
            "weeks": self.week.around(WEEKS),
            "brief": self.brief,
            "query": self.query,
            "may_decide": self.may_decide,
            "form": self.form,
            "decisions": meeting.decisions.for_lists() if meeting else [],
        }


class SheetView(Asked, TemplateView):
    """The same as it is printed: one page of A4, in the form of an office's paper."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        facts = {
            "unit": self.unit,
            "with_below": self.with_below,
            "week": self.week,
            "brief": self.brief,
            "query": self.query,
            "today": timezone.localdate(),
        }
        return render(request, "admin/planning/sheet.html", facts)


def stored_words(made: int) -> str:
    if not made:
        return _("The minutes are kept.")
    words = ngettext(
        "The minutes are kept; %(number)d decision became an assignment.",
        "The minutes are kept; %(number)d decisions became assignments.",
        made,
    )
    return words % {"number": made}
