"""Moments as offices write them, for the pages about people."""

from django import template

from sites.columns import moment

register = template.Library()

register.filter("moment", moment)
