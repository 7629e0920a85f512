"""Parts of the desk that templates of any room may use."""

from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.formats import date_format

from cms.workplace.marks import mark_of, may_switch, name_of_unit
from sites.columns import moment

register = template.Library()


@register.inclusion_tag("admin/workplace/mark.html", takes_context=True)
def desk_mark(context: Context) -> dict[str, Any]:
    """Show which portal the screen is about, and lead to the person's other ones.

    Headers are included without the page's variables; the request stays known.
    """
    request = getattr(context, "request", None) or context.get("request")
    if request is None or not request.user.is_authenticated:
        return {}
    return {"mark": mark_of(request), "may_switch": may_switch(request)}


@register.simple_tag(takes_context=True)
def working_unit(context: Context) -> str:
    """Return the short name of the unit the person works in."""
    request = context.get("request")
    return name_of_unit(request) if request is not None else ""


@register.simple_tag
def today() -> str:
    """Return the day as official style begins a letter: Thứ Bảy, 21/11/2026."""
    return date_format(timezone.localdate(), "l, d/m/Y")


register.filter("moment", moment)
