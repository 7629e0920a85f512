"""The notifications of this room, and whose turn a case is, for the rooms below."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.urls import reverse

from cms.core.models import EditorialRecord
from cms.deadlines.turns import register_turn
from cms.moderation.models import Case, Decision, Notice, NoticeKind, Waiting
from cms.moderation.selectors import awaited_people
from cms.notifications.kinds import Kind, Mode, Told, register_kind

# What nobody has to act on comes with the day's letter.
NEWS = {NoticeKind.RELEASED, NoticeKind.COMMENTED}


def name_of(kind: NoticeKind) -> str:
    return f"case.{kind.value}"


def known(person: Any, records: Collection[int]) -> set[int]:
    """Return the items of cases that a person may read: of their units, or asked about."""
    asked = Q(pk__in=Waiting.objects.for_person(person).values("case"))
    decided = Q(pk__in=Decision.objects.filter(person=person).values("case"))
    told = Notice.objects.filter(person=person, kind=NoticeKind.EMERGENCY)
    own = Q(pk__in=Case.objects.visible_to(person).values("pk"))
    confirms = Q(pk__in=told.values("case"))
    cases = Case.objects.filter(own | asked | decided | confirms, record__in=records)
    return set(cases.values_list("record", flat=True))


def awaited(person: Any, records: Collection[int]) -> set[int]:
    """Return the items that still wait for a person: a letter may leave later."""
    waiting = Waiting.objects.for_person(person).filter(case__record__in=records)
    return set(waiting.values_list("case__record", flat=True))


def _kind(kind: NoticeKind) -> Kind:
    def line(told: Told) -> str:
        return f"{kind.label}: {told.item}"

    def link(told: Told) -> str:
        return reverse("desk:case", args=[told.facts["case"]])

    return Kind(
        name_of(kind),
        kind.label,
        line,
        link,
        mode=Mode.DIGEST if kind in NEWS else Mode.INSTANT,
        is_required=kind == NoticeKind.EMERGENCY,
        known=awaited if kind == NoticeKind.AWAITED else known,
    )


def whose_turn(record: EditorialRecord) -> list[int]:
    """Return whom the running cases of an item wait for; whoever has one in hand alone."""
    found: list[int] = []
    for case in Case.objects.running().filter(record=record):
        in_hand = case.claimed_by_id or case.assigned_to_id
        found += [in_hand] if in_hand else sorted(awaited_people(case))
    return found


def register() -> None:
    """Join kinds and turns; called once when apps are ready."""
    for kind in NoticeKind:
        register_kind(_kind(kind))
    register_turn(whose_turn)
