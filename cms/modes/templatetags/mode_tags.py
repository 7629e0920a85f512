"""Modes on readers' pages: mourning, and banners of days that are not ordinary."""

from datetime import date, datetime
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.translation import get_language, gettext as _, ngettext

from cms.core.templatetags.dinh_tags import date_short, weekday
from cms.modes.closing import Closing
from cms.modes.showing import NOTHING, Shown, Standing, Words, shown
from cms.modes.wording import begun, ended
from sites.requests import portal_or_none

register = template.Library()


@register.simple_tag(takes_context=True)
def modes_here(context: dict[str, Any]) -> Shown:
    """Return what is on at the request's portal now."""
    request: HttpRequest | None = context.get("request")
    portal = portal_or_none(request)
    return shown(portal) if portal else NOTHING


@register.simple_tag
def mode_said(mode: Standing) -> Words:
    """Return a mode's words in the language that is spoken here."""
    return mode.said_in(get_language() or "vi")


@register.filter
def until_election(mode: Standing) -> str:
    """Return “Còn 12 ngày đến ngày bầu cử”; empty once it is over."""
    left = mode.days_left
    if left is None:
        return ""
    if left == 0:
        return _("Today is election day")
    words = ngettext(
        "%(number)d day to election day", "%(number)d days to election day", left
    )
    return words % {"number": left}


@register.filter
def year_words(mode: Standing) -> str:
    """Return “Xuân Đinh Mùi 2027”, “Year of the Goat 2027 (Đinh Mùi)”."""
    if mode.year is None:
        return ""
    words = _("Year of the %(animal)s %(year)d (%(name)s)")
    return words % {"animal": mode.animal, "year": mode.year, "name": mode.year_name}


@register.filter
def closing_words(closing: Closing | None) -> str:
    """Return from when to when the office is closed, and when work begins again."""
    if closing is None:
        return ""
    words = _("Offices closed from %(first)s to %(last)s; open again on %(back)s.")
    days = {"first": closing.first, "last": closing.last, "back": closing.back_on}
    return words % {name: _day(day) for name, day in days.items()}


@register.filter
def mode_begins(moment: datetime) -> str:
    return begun(moment)


@register.filter
def mode_ends(moment: datetime) -> str:
    return ended(moment)


def _day(day: date) -> str:
    return f"{_in_sentence(weekday(day))} {date_short(day)}"


def _in_sentence(name: str) -> str:
    """Write “thứ Năm”, “Chủ nhật”: as official documents do within a sentence."""
    return f"thứ{name.removeprefix('Thứ')}" if name.startswith("Thứ") else name
