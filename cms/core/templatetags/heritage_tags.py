"""``{% issuer as issuer %}``: the other unit that issued the page, or nothing."""

from django import template
from django.template import Context

from cms.core.heritage import Issuer, issuer_of
from cms.core.models import BasePage
from sites.requests import portal_or_none

register = template.Library()


@register.simple_tag(takes_context=True)
def issuer(context: Context) -> Issuer | None:
    """Return who issued the page, where that is another unit than the portal's."""
    portal, page = portal_or_none(context.get("request")), context.get("page")
    if portal is None or not isinstance(page, BasePage):
        return None
    return issuer_of(page, portal)
