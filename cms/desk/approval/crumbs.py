"""The way to a screen of the desk."""

from django.urls import reverse
from django.utils.translation import gettext as _


def crumbs(*labels: str) -> list[dict[str, str]]:
    above = [
        {"url": reverse("wagtailadmin_home"), "label": _("My work")},
        {"url": reverse("desk:work"), "label": _("Approval of items")},
    ]
    return [*above, *({"url": "", "label": label} for label in labels)]
