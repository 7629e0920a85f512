"""Who may know of an item before it is released (embargo, phát ngôn; ADR 0045).

Its route: who wrote, submitted or had it in hand, who is or will be asked at a step, who
is liable, the head of its unit; of a statement also the unit's spokespersons. Nobody else
of the unit, nor an office above. Keepers of the house pass, and each opening is written
to the security log before anything is shown (``cms.desk.middleware``).
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.evidence.models import Entry
from cms.moderation.models import Authorship, Case, Decision, Waiting
from cms.routes.models import StepParty
from cms.routes.parties import Wait, standing_waits
from media_library.places import keep_apart
from sites.models import Capability
from sites.reach import Reach, reach_of
from sites.veils import files_shown_only_by, hide


def draw_the_veil() -> None:
    """Take the places that lower rooms keep; called once when apps are ready."""
    hide(items_hidden_from)
    keep_apart(secret_files)


def items_hidden_from(user: Any) -> set[UUID]:
    """Return the ``translation_key`` of items that a person must not meet.

    One query while there is no such item in the person's units.
    """
    if user.is_superuser:
        return set()
    reach = reach_of(user)
    if not reach.held:
        return set()
    secret = EditorialRecord.objects.secret().filter(unit__in=list(reach.held))
    outside = _without_insiders(secret, user, reach).select_related("unit")
    rows = list(outside.order_by())
    asked = _asked_later(user, reach, rows) if rows else set()
    return {row.translation_key for row in rows if row.pk not in asked}


def secret_files(model: type[Any]) -> frozenset[int]:
    """Return the files that only secret items show: private until these are released."""
    keys = EditorialRecord.objects.secret().values("translation_key")
    pages = Page.objects.filter(translation_key__in=keys)
    return files_shown_only_by(model, list(pages.values_list("pk", flat=True)))


def _without_insiders(
    secret: "QuerySet[EditorialRecord]", user: Any, reach: Reach
) -> "QuerySet[EditorialRecord]":
    pages = Page.objects.filter(translation_key=OuterRef("translation_key"))
    wrote = Authorship.objects.filter(person=user).values("page_id")
    cases = Case.objects.filter(record=OuterRef("pk"))
    in_hand = Q(submitted_by=user) | Q(claimed_by=user) | Q(assigned_to=user)
    awaited = Waiting.objects.known_to(user)
    return secret.exclude(_by_office(user, reach)).filter(
        ~Exists(pages.filter(Q(owner=user) | Q(pk__in=wrote))),
        ~Exists(cases.filter(in_hand)),
        ~Exists(Decision.objects.filter(case__record=OuterRef("pk"), person=user)),
        ~Exists(awaited.filter(case__record=OuterRef("pk"))),
        ~Exists(Entry.objects.filter(record=OuterRef("pk"), actor=user)),
    )


def _by_office(user: Any, reach: Reach) -> Q:
    heads = reach.units_with([Capability.HEAD_OF_UNIT])
    speakers = reach.units_with([Capability.SPOKESPERSON])
    own = Q(liable_person=user) | Q(revised_by=user)
    return own | Q(unit__in=heads) | Q(is_spokesperson=True, unit__in=speakers)


def _asked_later(user: Any, reach: Reach, rows: Iterable[EditorialRecord]) -> set[int]:
    """Return the items on whose route a later step asks the person."""
    records = {row.pk: row for row in rows}
    cases = Case.objects.open().filter(record__in=records)
    versions: dict[int, set[int]] = {}
    for record_id, version_id in cases.values_list("record", "route_version"):
        versions.setdefault(version_id, set()).add(record_id)
    parties = StepParty.objects.filter(step__version__in=versions)
    return {
        key
        for party in parties.select_related("step")
        for key in versions[party.step.version_id]
        if _speaks(user, reach, standing_waits(party, records[key]))
    }


def _speaks(user: Any, reach: Reach, waits: Iterable[Wait]) -> bool:
    return any(
        wait.person_id == user.pk
        or wait.capability in reach.held.get(wait.unit_id or 0, ())
        for wait in waits
    )
