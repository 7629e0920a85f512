"""Dates and small words as readers expect them, in the active language.

Django's own Vietnamese names of days are “Thứ 7”; official style writes “Thứ Bảy”.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext as _, pgettext

from cms.core.models import ContentForm
from search.breaks import unbroken

register = template.Library()

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
# Forms that change what readers do with an item are named in lists.
NAMED_FORMS = {ContentForm.PHOTO_REPORT, ContentForm.VIDEO, ContentForm.GRAPHICS}
OWN_SCRIPTS = {"zh", "ja", "ko", "km"}  # not written in Latin letters
LONG_HEADLINE = 64
SPAN = "{} \N{EN DASH} {}"

Moment = date | datetime


def _local(value: Moment) -> Moment:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _written(value: Moment, *, vietnamese: str, english: str, other: str) -> str:
    """Write a date: Vietnamese by ``str.format``, other languages by Django."""
    day = _local(value)
    language = (get_language() or "vi").split("-")[0]
    if language == "vi":
        return vietnamese.format(day, WEEKDAYS[day.weekday()])
    return formats.date_format(day, english if language == "en" else other)


@register.filter
def weekday(value: Moment | None) -> str:
    """“Thứ Bảy”, “Saturday”."""
    return _written(value, vietnamese="{1}", english="l", other="l") if value else ""


@register.filter
def month_name(value: Moment | None) -> str:
    """“Tháng 11”, “Nov”."""
    if not value:
        return ""
    return _written(value, vietnamese="Tháng {0.month}", english="M", other="F")


@register.filter
def month_and_year(value: Moment | None) -> str:
    """“Tháng 11 năm 2026”, “November 2026”."""
    if not value:
        return ""
    return _written(
        value,
        vietnamese="Tháng {0.month} năm {0.year}",
        english="F Y",
        other="YEAR_MONTH_FORMAT",
    )


@register.filter
def date_short(value: Moment | None) -> str:
    """“21/11/2026”, “21 Nov 2026”."""
    if not value:
        return ""
    return _written(
        value, vietnamese="{0:%d/%m/%Y}", english="j M Y", other="SHORT_DATE_FORMAT"
    )


@register.filter
def date_long(value: Moment | None) -> str:
    """“Thứ Bảy, 21 tháng 11 năm 2026”, “Saturday, 21 November 2026”."""
    if not value:
        return ""
    return _written(
        value,
        vietnamese="{1}, {0.day} tháng {0.month} năm {0.year}",
        english="l, j F Y",
        other="DATE_FORMAT",
    )


@register.filter
def clock(value: datetime | None) -> str:
    """“08:30”."""
    return f"{_local(value):%H:%M}" if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """“08:30, 21/11/2026”, “21/11/2026 à 08:30”."""
    return _hour_and_day(value, date_short(value)) if value else ""


@register.filter
def moment_long(value: datetime | None) -> str:
    """“08:30, Thứ Bảy, 21 tháng 11 năm 2026”, “2026年11月21日 08:30”."""
    return _hour_and_day(value, date_long(value)) if value else ""


@register.filter
def day_of_week(value: Moment | None) -> str:
    """“Thứ Bảy, 21/11/2026”, “samedi 21/11/2026”."""
    if not value:
        return ""
    words = pgettext("day of the week and day", "%(weekday)s, %(day)s")
    return words % {"weekday": weekday(value), "day": date_short(value)}


def _hour_and_day(value: datetime, day: str) -> str:
    words = pgettext("hour and day", "%(hour)s, %(day)s")
    return words % {"hour": clock(value), "day": day}


@register.filter
def machine(value: Moment | None) -> str:
    """Return the value of a ``datetime`` attribute."""
    if not value:
        return ""
    local = _local(value)
    if isinstance(local, datetime):
        return local.isoformat(timespec="minutes")
    return local.isoformat()


@register.simple_tag
def time_span(starts: datetime | None, ends: datetime | None = None) -> str:
    """“Thứ Hai, 08:00” and the end; over several days the last one is named."""
    if not starts:
        return ""
    opening = f"{weekday(starts)}, {clock(starts)}"
    if ends is None or ends == starts:
        return opening
    if _local(starts).timetuple()[:3] == _local(ends).timetuple()[:3]:
        return SPAN.format(opening, clock(ends))
    return _("%(opening)s to %(day)s") % {"opening": opening, "day": date_short(ends)}


@register.simple_tag(takes_context=True)
def heading_id(context: Mapping[str, Any]) -> str:
    """Return the id of the next heading on pages that have a table of contents."""
    return str(next(context.get("heading_ids") or iter(()), ""))


@register.filter
def dialled(phone: str) -> str:
    """“02439000000” of “(024) 3900 0000”, for ``tel:`` links."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")


@register.filter
def breakable(email: str) -> str:
    """Return an address that goes on the next line behind @ or before a dot, if it must."""
    name, _at, host = email.partition("@")
    if not host:
        return email
    labels = format_html_join(
        mark_safe("<wbr>."), "{}", ((label,) for label in host.split("."))
    )
    return format_html("{}@<wbr>{}", name, labels)


@register.filter
def held(name: str) -> str:
    """Return a Vietnamese name whose compounds are not broken over two lines."""
    is_vietnamese = (get_language() or "vi").startswith("vi")
    return unbroken(name) if is_vietnamese else name


@register.filter
def has_own_script(language: str) -> bool:
    """Tell a language whose pages need letters that the house's do not have."""
    return language.split("-", maxsplit=1)[0] in OWN_SCRIPTS


@register.filter
def form_mark(form: str) -> str:
    """Return the name of a form that lists mention, else nothing."""
    return str(ContentForm(form).label) if form in NAMED_FORMS else ""


@register.filter
def is_long(headline: str) -> bool:
    """Tell a headline that needs a smaller size to stay within three lines or four."""
    return len(headline) > LONG_HEADLINE
