"""Questions about cases that span several rooms."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from cms.core.models import BasePage, EditorialRecord
from cms.moderation.models import Authorship, Case, CaseState, Decision, Waiting
from cms.routes.matters import Matter, matter_of
from cms.routes.models import Destination, RouteStep, RouteVersion, StepParty
from cms.routes.parties import (
    Standpoint,
    Wait,
    people_speaking,
    standpoint_of,
    waits_for,
)


def record_of(page: Page) -> EditorialRecord | None:
    return EditorialRecord.objects.filter(translation_key=page.translation_key).first()


def is_author(user: Any, case: Case) -> bool:
    """Tell whether a person wrote what a case is about (four eyes)."""
    if case.page_id is None:
        return False
    return authors_of(case.page_id, case.destination).filter(person=user).exists()


def authors_of(page_id: int, destination: str) -> "QuerySet[Any]":
    """Return who wrote what a page would bring to a destination."""
    return Authorship.objects.behind(page_id, destination).values("person")


def matter_of_case(case: Case, page: BasePage) -> Matter:
    """Return what routes ask. Raises ``LookupError`` for a page outside every portal."""
    matter = matter_of(
        page, case.record, subject=case.subject, destination=case.destination
    )
    if matter is None:
        raise LookupError(page)
    return matter


def parties_at(case: Case) -> list[StepParty]:
    """Return whose words the present step needs."""
    return list(StepParty.objects.at(case.route_version_id, case.position))


def agreed(case: Case) -> "QuerySet[Decision]":
    """Return the consents that count: of this round, for exactly this content."""
    return Decision.objects.filter(
        case=case,
        round=case.round,
        is_void=False,
        content_hash=case.content_hash,
    )


def open_parties(case: Case) -> list[StepParty]:
    """Return whose words the present step still waits for."""
    given = set(agreed(case).values_list("party", flat=True))
    return [party for party in parties_at(case) if party.pk not in given]


def is_complete(case: Case) -> bool:
    """Tell whether every party to every step of the version agreed to this content."""
    wanted = StepParty.objects.filter(step__version=case.route_version_id)
    given = agreed(case).values("party")
    return wanted.exists() and not wanted.exclude(pk__in=given).exists()


def party_for(
    case: Case, user: Any, page: BasePage
) -> tuple[StepParty, Standpoint] | None:
    """Return the open party that a person speaks for, and by what; None if for none."""
    matter = matter_of_case(case, page)
    for party in open_parties(case):
        standpoint = standpoint_of(user, party, case.record, matter)
        if standpoint is not None:
            return party, standpoint
    return None


def nobody_at(
    version: RouteVersion, record: EditorialRecord, matter: Matter, page_id: int
) -> list[RouteStep]:
    """Return the steps at which nobody but authors could decide today."""
    authors = authors_of(page_id, matter.destination)
    empty = []
    for step in version.steps.prefetch_related("parties"):
        for party in step.parties.all():
            people = people_speaking(waits_for(party, record, matter))
            if not people.exclude(pk__in=authors).exists():
                empty.append(step)
                break
    return empty


def cases_awaiting(user: Any) -> "QuerySet[Case]":
    """Return the running cases that wait for a person's word, urgent ones first.

    Not those the person wrote, nor steps where their party has spoken. One statement,
    however many cases there are.
    """
    spoken = Decision.objects.filter(
        case=OuterRef("case"),
        party=OuterRef("party"),
        round=OuterRef("case__round"),
        is_void=False,
    )
    waiting = Waiting.objects.for_person(user).filter(~Exists(spoken))
    wrote = Authorship.objects.filter(page_id=OuterRef("page"), person=user)
    cases: QuerySet[Case] = (
        Case.objects.running()
        .filter(pk__in=waiting.values("case"), page__isnull=False)
        .exclude(Exists(wrote.filter(is_spent=False)))
        .exclude(~Q(destination=Destination.PORTAL), Exists(wrote))
    )
    return cases


def former_actors(case: Case) -> set[int]:
    """Return everybody who had this case in hand: who is told when it comes back."""
    deciders = Decision.objects.filter(case=case).values_list("person", flat=True)
    named = {case.submitted_by_id, case.claimed_by_id, case.assigned_to_id}
    authors = (
        Authorship.objects.since_release(case.page_id).values_list("person", flat=True)
        if case.page_id
        else ()
    )
    return {key for key in {*deciders, *named, *authors} if key}


def awaited_people(case: Case) -> set[int]:
    """Return whose word a running case waits for now, its authors aside."""
    waits = [
        Wait(row.person_id, row.capability, row.unit_id, row.party.is_personal)
        for row in Waiting.objects.filter(case=case).select_related("party")
    ]
    people = people_speaking(waits).exclude(
        pk__in=authors_of(case.page_id, case.destination) if case.page_id else ()
    )
    return set(people.values_list("pk", flat=True))


def may_schedule(case: Case, user: Any) -> bool:
    """Tell whether a person may set the hour of publication.

    Who submitted, and who is asked about it now; after the last approval, who approved.
    """
    if case.submitted_by_id == user.pk:
        return True
    if case.state == CaseState.APPROVED:
        return agreed(case).filter(person=user).exists()
    return Waiting.objects.for_person(user).filter(case=case).exists()


def languages_behind(record: EditorialRecord, page: Page) -> list[str]:
    """Return the languages in which readers read the item and that a change leaves behind.

    Those that went out since the newest change of the source are not named.
    """
    others = Page.objects.filter(translation_key=record.translation_key, live=True)
    changed = page.latest_revision_created_at or timezone.now()
    behind = others.exclude(pk=page.pk).filter(last_published_at__lt=changed)
    return [
        other.locale.get_display_name()
        for other in behind.select_related("locale").order_by("locale__language_code")
    ]


def step_of(case: Case) -> RouteStep | None:
    return case.route_version.steps.filter(position=case.position).first()


def last_position(version: RouteVersion) -> int:
    return version.steps.count()
