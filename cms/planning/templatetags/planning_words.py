"""Words of planning in templates."""

from datetime import date

from django import template

from cms.almanac.lunar import lunar_of
from cms.almanac.words import long_words

register = template.Library()


@register.filter
def lunar_words(day: date) -> str:
    """Return a day of the solar calendar in the words of the lunar one."""
    return long_words(lunar_of(day))
