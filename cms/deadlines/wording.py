"""Rules in words."""

from django.utils.translation import gettext as _, ngettext

from cms.core.models import ContentForm
from cms.core.models.record import Tier
from cms.deadlines.choices import ClockKind
from cms.deadlines.models import DeadlineRule


def amount_words(rule: DeadlineRule) -> str:
    """Return “2 ngày theo lịch”, “12 giờ hành chính”."""
    if rule.clock == ClockKind.CALENDAR:
        words = ngettext("%(n)d calendar day", "%(n)d calendar days", rule.amount)
    else:
        words = ngettext("%(n)d office hour", "%(n)d office hours", rule.amount)
    return words % {"n": rule.amount}


def rule_words(rule: DeadlineRule) -> list[str]:
    """Return what a rule asks, and of what."""
    said = {
        "amount": amount_words(rule),
        "start": rule.get_start_display(),
        "stop": rule.get_stop_display(),
    }
    found = [_("%(amount)s: from “%(start)s” to “%(stop)s”") % said]
    if rule.only_important:
        found.append(_("only important events"))
    for names, choices, words in (
        (rule.forms, ContentForm, _("only %(names)s")),
        (rule.exempt_forms, ContentForm, _("not %(names)s")),
        (rule.tiers, Tier, _("only %(names)s")),
    ):
        if names:
            labels = ", ".join(str(choices(name).label) for name in names)
            found.append(words % {"names": labels})
    if rule.is_for_sections:
        found.append(_("only some sections"))
    return found
