"""What lists of findings show of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cms.core.models import BasePage
from cms.quality.findings import Finding, Fix
from cms.quality.rules.table import RULES

PORTAL = "portal"
DESTINATIONS = {
    PORTAL: pgettext_lazy("destination", "Portal"),
    "fanpage": pgettext_lazy("destination", "Fanpage"),
    "group": pgettext_lazy("destination", "Group"),
    "zalo": pgettext_lazy("destination", "Zalo"),
    "youtube": pgettext_lazy("destination", "YouTube"),
}
FIXES = {
    Fix.COMPOSE: _("Put letters together"),
    Fix.DECODE: _("Turn into Unicode"),
    Fix.SPACES: _("Take spaces out"),
}


@dataclass(frozen=True)
class Row:
    """A finding with the names people know, and what they can do about it here."""

    finding: Finding
    rule: str | Promise
    where: str
    fix_label: str | Promise
    explain_url: str
    picture_url: str


def rows_of(findings: Iterable[Finding], page: BasePage) -> Iterator[Row]:
    mended: set[Fix] = set()
    for finding in findings:
        rule, fix = RULES[finding.code], finding.fix
        # One button mends all of a kind.
        offered = fix is not None and fix not in mended
        if fix is not None:
            mended.add(fix)
        image_id = finding.hit.image_id
        yield Row(
            finding=finding,
            rule=rule.label,
            where=field_label(page, finding.field),
            fix_label=FIXES[fix] if fix and offered else "",
            explain_url=_explain_url(finding, page) if rule.may_explain else "",
            picture_url=reverse("quality:picture", args=[image_id]) if image_id else "",
        )


def _explain_url(finding: Finding, page: BasePage) -> str:
    if page.pk is None or not finding.hit.subject:
        return ""
    return reverse("quality:explain", args=[page.pk, finding.code])


def field_label(page: BasePage, name: str) -> str:
    """Return what a field of a page is called in its form."""
    try:
        field = page._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    return str(getattr(field, "verbose_name", ""))
