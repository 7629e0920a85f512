"""The last deeds about an item, as the screen of a case tells them."""

from dataclasses import dataclass

from cms.core.models import EditorialRecord
from cms.desk.hours import hour
from cms.evidence.kinds import Deed
from cms.evidence.models import Entry

SHOWN = 6
LOOKS: dict[str, tuple[str, str]] = {
    Deed.SUBMITTED: ("info", "upload"),
    Deed.APPROVED: ("ok", "check"),
    Deed.CONFIRMED: ("ok", "check"),
    Deed.RELEASED: ("ok", "globe"),
    Deed.SCHEDULED: ("info", "calendar-check"),
    Deed.CLEARED: ("ok", "check"),
    Deed.RETURNED: ("warn", "undo"),
    Deed.RECALLED: ("warn", "undo"),
    Deed.WITHDRAWN: ("warn", "undo"),
    Deed.VOIDED: ("warn", "warning"),
    Deed.EMERGENCY: ("crit", "warning"),
    Deed.COMMENTED: ("info", "comment"),
    Deed.ADVISED: ("info", "comment"),
}
OTHERS = ("", "radio-full")


@dataclass(frozen=True)
class Line:
    """Who did what, when, and what they said."""

    look: str
    icon: str
    who: str
    position: str
    deed: str
    when: str
    remark: str
    is_return: bool = False


def last_deeds(record: EditorialRecord) -> list[Line]:
    entries = Entry.objects.of(record).order_by("-number")[:SHOWN]
    return [_line(entry) for entry in entries]


def _line(entry: Entry) -> Line:
    look, icon = LOOKS.get(entry.deed, OTHERS)
    told = (entry.actor_position, entry.actor_unit)
    return Line(
        look,
        icon,
        entry.actor_name or str(entry.facts.get("name", "")),
        ", ".join(part for part in told if part),
        entry.get_deed_display(),
        hour(entry.happened_at, seconds=True),
        entry.remark,
        entry.deed == Deed.RETURNED,
    )
