"""What makes an item special to the desk, in words."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _, gettext_lazy

from cms.core.models import EditorialRecord
from cms.desk.translations import has_older_translations

FLAGS = ("is_political", "is_spokesperson", "is_sensitive", "is_festive")
EMBARGO, BEHIND = "embargo", "behind"


def choices() -> list[tuple[str, str | Promise]]:
    """Return the flags to narrow a list by."""
    named: list[tuple[str, str | Promise]] = [(flag, word_of(flag)) for flag in FLAGS]
    return [
        *named,
        (EMBARGO, gettext_lazy("Under embargo")),
        (BEHIND, gettext_lazy("Translation older than the source")),
    ]


def word_of(flag: str) -> str:
    field = EditorialRecord._meta.get_field(flag)
    return str(capfirst(field.verbose_name))  # type: ignore[union-attr]


def flags_of(record: EditorialRecord, at: datetime | None = None) -> list[str]:
    """Return the record's flags in words; an embargo counts until it is over."""
    words = [word_of(flag) for flag in FLAGS if getattr(record, flag)]
    until = record.embargo_until
    if until and until > (at or timezone.now()):
        moment = date_format(timezone.localtime(until), "H:i d/m/Y")
        words.append(_("Embargo until %(moment)s") % {"moment": moment})
    return words


def carrying(flags: list[str], at: datetime | None = None) -> Q:
    """Return the condition that a record carries any of the flags."""
    wanted = Q()
    for flag in flags:
        if flag == EMBARGO:
            wanted |= Q(embargo_until__gt=at or timezone.now())
        elif flag == BEHIND:
            wanted |= Q(has_older_translations())
        elif flag in FLAGS:
            wanted |= Q(**{flag: True})
    return wanted
