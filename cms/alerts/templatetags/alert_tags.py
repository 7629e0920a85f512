"""Warnings at the head of every page of a portal."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.translation import get_language

from cms.alerts.showing import Standing, Text, shown
from sites.requests import portal_or_none

register = template.Library()


@register.simple_tag(takes_context=True)
def alerts_here(context: dict[str, Any]) -> list[Standing]:
    """Return what stands on the request's portal now, the gravest first."""
    request: HttpRequest | None = context.get("request")
    portal = portal_or_none(request)
    return shown(portal) if portal else []


@register.simple_tag
def said(alert: Standing) -> Text:
    """Return a warning in the language that is spoken here."""
    return alert.said_in(get_language() or "vi")
