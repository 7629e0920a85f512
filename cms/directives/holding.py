"""What keeps an item that is “chưa đẹp” from readers (SEC-06)."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.holds import register_hold
from cms.directives.models import Concern


def why_held(page: Page) -> str:
    """Return what has to happen before such an item is shown; empty if nothing."""
    keys = [page.translation_key]
    if page.alias_of_id:
        keys.append(page.alias_of.translation_key)
    concern = Concern.objects.filter(record__translation_key__in=keys).first()
    if concern is None:
        return ""
    if concern.masked_at is None:
        return _("Nobody has confirmed yet that faces and number plates are masked.")
    if concern.asked_on is None:
        return _("The responsible unit has not been sent this item yet.")
    return ""


def register() -> None:
    register_hold(why_held)
