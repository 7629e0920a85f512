"""What happened to an item, as its desk reads it (“Quá trình xử lý”)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations

from cms.core.models import BasePage, EditorialRecord
from cms.desk.translations import behind, dated
from cms.evidence.content import fits
from cms.evidence.kinds import RELEASING, Deed
from cms.evidence.models import Entry, Leaf

APPROVALS = frozenset({Deed.APPROVED, Deed.CONFIRMED})
ON_THE_WAY = frozenset(
    {
        *(Deed.SUBMITTED, Deed.WITHDRAWN, Deed.RETURNED, Deed.COMMENTED, Deed.VOIDED),
        *(Deed.CLAIMED, Deed.REASSIGNED, Deed.PRIORITISED, Deed.DECLARED),
        *(Deed.CONSULTED, Deed.ADVISED, *APPROVALS),
    }
)
TO_READERS = frozenset({*RELEASING, Deed.CLEARED, Deed.RECALLED, Deed.RESCHEDULED})
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
    Deed.RESCHEDULED: ("date", "info"),
    Deed.RELEASED: ("globe", "ok"),
    Deed.EMERGENCY: ("warning", "crit"),
    Deed.CONFIRMED: ("check", "ok"),
    Deed.EDITED: ("edit", "info"),
    Deed.CORRECTED: ("edit", "warn"),
    Deed.READDRESSED: ("link", "info"),
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


@dataclass(frozen=True)
class Release:
    """What readers of one language got last, and whether they see just that."""

    page: BasePage
    entry: Entry | None
    is_fitting: bool
    is_behind: bool  # an older translation than the source


@dataclass(frozen=True)
class Story:
    """One item's evidence, read once, however much of it there is.

    Of a record that was read ``with_kind_of_page``.
    """

    record: EditorialRecord

    @cached_property
    def entries(self) -> list[Entry]:
        """Return all of it, oldest first, each with whether it is signed."""
        signed = Leaf.objects.placed().filter(entry=OuterRef("pk")).order_by()
        rows = Entry.objects.of(self.record).annotate(is_signed=Exists(signed))
        return list(rows)

    def narrowed(self, group: str) -> list[Entry]:
        """Return the entries of a group, all for any other word; newest first."""
        newest_first = self.entries[::-1]
        if group not in GROUPS:
            return newest_first
        _label, deeds = GROUPS[group]
        return [entry for entry in newest_first if entry.deed in deeds]

    @property
    def declaration(self) -> Entry | None:
        """Return who last declared that no state secret is in the item."""
        found = (
            entry
            for entry in reversed(self.entries)
            if entry.deed in APPROVALS and declares_secrecy(entry)
        )
        return next(found, None)

    @property
    def last_signed(self) -> Entry | None:
        signed: Iterator[Any] = reversed(self.entries)
        return next((entry for entry in signed if entry.is_signed), None)

    @cached_property
    def releases(self) -> list[Release]:
        """Return the item's languages that are in front of readers, or were."""
        newest = {e.language: e for e in self.entries if e.deed in RELEASING}
        pages, found = list(self._pages()), []
        source = next((page for page in pages if page.pk == self.record.page_id), None)
        older = {page.pk for page in behind(source, pages)}
        for page in pages:
            entry = newest.get(page.locale.language_code)
            if entry or page.live:
                is_fitting = bool(entry and page.live and self._fits(entry, page))
                found.append(Release(page, entry, is_fitting, page.pk in older))
        return found

    def _pages(self) -> Iterable[BasePage]:
        """Return the item in each language, which are all of one model."""
        model = self._model()
        if model is None or not issubclass(model, BasePage):
            return ()
        pages = model._default_manager.filter(
            translation_key=self.record.translation_key, alias_of__isnull=True
        )
        found: Iterable[BasePage] = dated(pages.select_related("locale").order_by("pk"))
        return found

    def _model(self) -> type[Model] | None:
        kind: int | None = getattr(self.record, "kind_of_page", None)
        return ContentType.objects.get_for_id(kind).model_class() if kind else None

    def _fits(self, entry: Entry, page: BasePage) -> bool:
        """Compare, and read what hangs below the page once: hashing asks for it twice."""
        page.wagtail_admin_comments.set([])  # which readers never see
        for relation in get_all_child_relations(page):
            getattr(page, relation.get_accessor_name()).get_object_list()
        return fits(entry, page, self.record)
