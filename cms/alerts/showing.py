"""Which warnings stand on a portal now: from the process's memory (ADR 0047).

They are read once per snapshot of a portal, which is thrown away with its stamp when a
warning is sent or taken away. The end of each is compared with the clock at every
answer, so nobody has to do anything for a warning to expire.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from cms.alerts.models import Alert, Severity
from sites.answers import note_until
from sites.snapshots import PortalSnapshot

MEMO = ("alerts", "")
VIETNAMESE = "vi"
GRAVEST_FIRST = [Severity.DANGER, Severity.WARNING, Severity.INFO]


@dataclass(frozen=True)
class Text:
    """One warning in the language of a reader."""

    title: str
    words: str
    language: str


@dataclass(frozen=True)
class Standing:
    """A warning as a process knows it: plain values."""

    severity: str
    texts: dict[str, Text]
    office: str
    sent_at: datetime
    expires_at: datetime

    def said_in(self, language: str) -> Text:
        """Return its words: Vietnamese to readers of Vietnamese, English to all others."""
        code = language.split("-", maxsplit=1)[0]
        return self.texts[VIETNAMESE if code == VIETNAMESE else "en"]


def read(portal: PortalSnapshot) -> None:
    """Remember a portal's warnings with its snapshot: one query where they are not."""
    if MEMO not in portal.memo:
        standing_now = Alert.objects.in_force()
        rows = standing_now.on_portal(portal.portal_id, portal.unit_id)
        standing = map(_standing, rows.select_related("unit").order_by("-sent_at"))
        portal.memo[MEMO] = sorted(
            standing, key=lambda one: GRAVEST_FIRST.index(Severity(one.severity))
        )


def remembered(portal: PortalSnapshot) -> list[Standing]:
    """Return what is known to stand on a portal now; asks nothing of the database."""
    now = timezone.now()
    known: list[Standing] = portal.memo.get(MEMO, [])
    return [one for one in known if now < one.expires_at]


def shown(portal: PortalSnapshot) -> list[Standing]:
    """Return what an answer has to show, which is kept until the first of them ends."""
    read(portal)
    standing = remembered(portal)
    for one in standing:
        note_until(one.expires_at)
    return standing


def _standing(alert: Alert) -> Standing:
    return Standing(
        severity=alert.severity,
        texts={
            "vi": Text(alert.title_vi, alert.words_vi, "vi"),
            "en": Text(alert.title_en, alert.words_en, "en"),
        },
        office=alert.unit.name,
        sent_at=alert.sent_at,
        expires_at=alert.expires_at,
    )
