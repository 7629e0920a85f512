"""The way to a screen of the desk."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.moderation.models import Case


def crumbs(*labels: str) -> list[dict[str, str]]:
    above = [
        {"url": reverse("wagtailadmin_home"), "label": _("My work")},
        {"url": reverse("desk:work"), "label": _("Approval of items")},
    ]
    return [*above, *({"url": "", "label": label} for label in labels)]


def crumbs_to(case: Case, label: str) -> list[dict[str, str]]:
    """Return the way to a screen that belongs to a case, over the case’s own."""
    own = {"url": reverse("desk:case", args=[case.pk]), "label": str(case)}
    return [*crumbs(), own, {"url": "", "label": label}]
