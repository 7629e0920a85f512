"""The notification of this room: a section wants something new."""

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.models import Page

from cms.notifications.kinds import Kind, Mode, Told, register_kind

STALE = "section.stale"


def stale(told: Told) -> str:
    """Name the section as it is called when the letter leaves."""
    names = Page.objects.filter(pk=told.facts["section"]).values_list(
        "title", flat=True
    )
    words = _("Section “%(section)s” has had nothing new for longer than it allows")
    return words % {"section": names.first() or "…"}


def _link(told: Told) -> str:
    return reverse("wagtailadmin_explore", args=[told.facts["section"]])


def register() -> None:
    """Join the kinds; called once when apps are ready."""
    label = gettext_lazy("A section wants something new")
    register_kind(Kind(STALE, label, stale, _link, mode=Mode.DIGEST))
