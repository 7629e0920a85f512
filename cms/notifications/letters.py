"""The words of a letter, made as it leaves and kept nowhere."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cms.notifications.channels import Parcel
from cms.notifications.kinds import Told, kind_of
from cms.notifications.models import Letter, Notification
from cms.notifications.sifting import secrets_among

LANGUAGE = "vi"


def compose(letter: Letter, address: str, rows: list[Notification]) -> Parcel:
    """Return a letter in words; an item that nobody may know of has no title in it."""
    secret = secrets_among(rows)
    with translation.override(LANGUAGE):
        lines = [_line(row, is_secret=row.record_id in secret) for row in rows]
        facts = {
            "letter": letter,
            "lines": lines,
            "own": _address(reverse("notifications:own")),
        }
        subject = render_to_string("admin/notifications/letter_subject.txt", facts)
        body = render_to_string("admin/notifications/letter.txt", facts)
    return Parcel(letter.name, address, " ".join(subject.split()), body)


def _line(row: Notification, *, is_secret: bool) -> dict[str, object]:
    kind = kind_of(row.kind)
    title = row.record.title if row.record else ""
    item = _("An item that is not public yet") if is_secret else f"“{title}”"
    told = Told(item, row.record_id, row.facts)
    return {
        "words": kind.line(told),
        "link": _address(kind.link(told)),
        "unit": row.unit,
        "at": row.told_at,
    }


def _address(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"
