"""Moments and waits, in the desk's words."""

from datetime import datetime

from django import template

from cms.desk.hours import hour, waited

register = template.Library()


@register.filter
def second(value: datetime | None) -> str:
    return hour(value, seconds=True)


register.filter("hour", hour)
register.filter("waited", waited)
