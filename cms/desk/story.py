"""What happened to an item, as its desk reads it (“Quá trình xử lý”)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.core.models import BasePage, EditorialRecord
from cms.evidence.content import fits
from cms.evidence.kinds import RELEASING, Deed
from cms.evidence.live import newest_releases
from cms.evidence.models import Entry

APPROVALS = frozenset({Deed.APPROVED, Deed.CONFIRMED})
ON_THE_WAY = frozenset(
    {
        *(Deed.SUBMITTED, Deed.WITHDRAWN, Deed.RETURNED, Deed.COMMENTED, Deed.VOIDED),
        *(Deed.CLAIMED, Deed.REASSIGNED, Deed.PRIORITISED, Deed.DECLARED),
        *(Deed.CONSULTED, Deed.ADVISED, *APPROVALS),
    }
)
TO_READERS = frozenset({*RELEASING, Deed.CLEARED, Deed.RECALLED})
AFTERWARDS = frozenset(Deed) - ON_THE_WAY - TO_READERS

# What the list can be narrowed to, by the word in its address.
GROUPS: dict[str, tuple[str | Promise, frozenset[Deed]]] = {
    "duyet": (_("Approval"), ON_THE_WAY),
    "dang": (_("Publication"), TO_READERS),
    "sau": (_("After publication"), AFTERWARDS),
}
LOOKS: dict[str, tuple[str, str]] = {
    Deed.IMPORTED: ("download", "info"),
    Deed.SUBMITTED: ("upload", "info"),
    Deed.WITHDRAWN: ("arrow-left", ""),
    Deed.APPROVED: ("check", "ok"),
    Deed.RETURNED: ("arrow-left", "warn"),
    Deed.COMMENTED: ("comment", "info"),
    Deed.VOIDED: ("warning", "warn"),
    Deed.CLAIMED: ("user", ""),
    Deed.REASSIGNED: ("user", ""),
    Deed.CONSULTED: ("mail", ""),
    Deed.ADVISED: ("comment", "info"),
    Deed.CLEARED: ("check", "ok"),
    Deed.RECALLED: ("arrow-left", "warn"),
    Deed.RELEASED: ("globe", "ok"),
    Deed.EMERGENCY: ("warning", "crit"),
    Deed.CONFIRMED: ("check", "ok"),
    Deed.EDITED: ("edit", "info"),
    Deed.CORRECTED: ("edit", "warn"),
    Deed.HIDDEN: ("no-view", "warn"),
    Deed.RESTORED: ("view", "ok"),
    Deed.TAKEDOWN_ASKED: ("no-view", "warn"),
    Deed.TAKEN_DOWN: ("no-view", "crit"),
    Deed.STOPPED: ("cross", "crit"),
    Deed.PURGED: ("bin", "crit"),
    Deed.DIRECTED: ("doc-full-inverse", "warn"),
}
OTHER_LOOK = ("edit", "")


@dataclass(frozen=True)
class Told:
    """One deed as the timeline shows it."""

    entry: Entry

    @property
    def icon(self) -> str:
        return LOOKS.get(self.entry.deed, OTHER_LOOK)[0]

    @property
    def look(self) -> str:
        return LOOKS.get(self.entry.deed, OTHER_LOOK)[1]

    @property
    def role(self) -> str:
        parts = (self.entry.actor_position, self.entry.actor_unit)
        return ", ".join(part for part in parts if part)

    @property
    def verb(self) -> str:
        label = str(self.entry.get_deed_display())
        return label[:1].lower() + label[1:]

    @property
    def declares(self) -> bool:
        return declares_secrecy(self.entry)

    @property
    def step(self) -> str:
        step = _fact(self.entry, "step")
        return step if isinstance(step, str) else ""

    @property
    def is_wordless(self) -> bool:
        return bool(self.entry.remark_hash) and not self.entry.remark


def _fact(entry: Entry, name: str) -> Any:
    return entry.facts.get(name) if isinstance(entry.facts, Mapping) else None


def declares_secrecy(entry: Entry) -> bool:
    """Tell whether somebody answered for it that no state secret is in it (ED-09)."""
    return _fact(entry, "declares_secrecy") is True


def by_day(entries: Iterable[Entry]) -> list[tuple[date, list[Told]]]:
    """Return deeds under their days, as they come."""
    days: dict[date, list[Told]] = {}
    for entry in entries:
        days.setdefault(timezone.localdate(entry.happened_at), []).append(Told(entry))
    return list(days.items())


def narrowed(record: EditorialRecord, group: str) -> "QuerySet[Entry]":
    """Return the item's entries of a group, all for any other word; newest first."""
    entries = Entry.objects.of(record).reverse()
    if group in GROUPS:
        entries = entries.filter(deed__in=GROUPS[group][1])
    return entries


@dataclass(frozen=True)
class Release:
    """What readers of one language got last, and whether they see just that."""

    page: BasePage
    entry: Entry | None
    is_fitting: bool


def releases_of(record: EditorialRecord, pages: Iterable[BasePage]) -> list[Release]:
    newest = newest_releases([record.pk])
    found = []
    for page in pages:
        entry = newest.get((record.pk, page.locale.language_code))
        is_fitting = bool(entry and page.live and fits(entry, page, record))
        found.append(Release(page, entry, is_fitting))
    return found


def declaration_of(record: EditorialRecord) -> Entry | None:
    """Return who last declared that no state secret is in the item."""
    approvals = Entry.objects.of(record).filter(
        deed__in=APPROVALS, facts__declares_secrecy=True
    )
    return approvals.last()
