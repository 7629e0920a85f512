"""Questions that span several models: where one may write, what people are asked for."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.core.models import EditorialRecord, Topic
from cms.core.sections import SectionFacts, sections_of
from cms.core.writing import writing_for
from cms.planning.models import Assignment, Campaign
from cms.planning.permissions import TAKE, WRITERS
from sites.directory import directory
from sites.models import RoleAssignment, Unit
from sites.selectors import units_allowing


def writers_of(units: "QuerySet[Unit]") -> "QuerySet[Any]":
    """Return the people whose own roles write for any of the units."""
    roles = RoleAssignment.objects.active().filter(
        unit__in=units, capability__in=WRITERS
    )
    people: QuerySet[Any] = get_user_model().objects.filter(
        is_active=True, pk__in=roles.values("user")
    )
    return people


def sections_to_write_in(user: AbstractUser, unit: Unit) -> list[SectionFacts]:
    """Return the sections of a unit's portal in which a person may write items."""
    if not hasattr(unit, "portal"):
        return []
    portal = directory.portal(unit.portal.pk)
    if portal is None:
        return []
    found = sections_of(portal, portal.default_language.code).values()
    kept = [facts for facts in found if _can_be_composed(facts.lists)]
    policy = policy_registry.get_by_type(Page)
    addable = policy.instances_user_has_permission_for(user, "add")
    keys = addable.filter(pk__in=[facts.id for facts in kept])
    allowed = set(keys.values_list("pk", flat=True))
    return [facts for facts in kept if facts.id in allowed]


def _can_be_composed(lists: str) -> bool:
    writing = writing_for(lists)
    return writing is not None and writing.compose is not None


def assignments_for(user: AbstractUser) -> "QuerySet[Any]":
    """Return what a person has to write, and what they may take up; theirs first."""
    writes = units_allowing(user, TAKE)
    theirs = Q(person=user)
    free = Q(person__isnull=True, state="planned", unit__in=writes)
    rows: QuerySet[Any] = (
        Assignment.objects.visible_to(user).open().filter(theirs | free).for_lists()
    )
    return rows


@dataclass
class UnitShare:
    """What one unit does for a campaign: its assignments, and its items by topic."""

    unit: Unit
    assignments: list[Assignment] = field(default_factory=list)
    items: dict[str, list[EditorialRecord]] = field(default_factory=dict)

    @property
    def published(self) -> int:
        """Return how many items there are; one on two topics is one."""
        return len({one.pk for rows in self.items.values() for one in rows})

    @property
    def fulfilled(self) -> int:
        return sum(row.fulfilled_at is not None for row in self.assignments)

    @property
    def is_missing(self) -> bool:
        return not self.assignments and not self.published


def shares_of(campaign: Campaign, user: AbstractUser) -> list[UnitShare]:
    """Return each unit's share that a person may see; three queries."""
    units = Unit.objects.within([campaign.unit_id]).existing()
    planned = Assignment.objects.visible_to(user).filter(campaign=campaign)
    seen = units_allowing(user, TAKE, "planning.view_assignment").values("pk")
    shares = {unit.pk: UnitShare(unit) for unit in units.filter(pk__in=seen).by_kind()}
    for row in planned.exclude(state="cancelled").for_lists():
        if row.unit_id in shares:
            shares[row.unit_id].assignments.append(row)
    topics = [topic.name for topic in campaign.topics.all()]
    for record in _items(campaign, topics, user, list(shares)):
        share = shares[record.unit_id]
        for topic in topics:
            if topic in record.topic_names.split(", "):
                share.items.setdefault(topic, []).append(record)
    return list(shares.values())


def missing_topics(campaign: Campaign, shares: list[UnitShare]) -> list[Topic]:
    """Return the topics about which no unit has published anything."""
    told: dict[str, int] = defaultdict(int)
    for share in shares:
        for topic, items in share.items.items():
            told[topic] += len(items)
    return [topic for topic in campaign.topics.all() if not told[topic.name]]


def _items(
    campaign: Campaign, topics: list[str], user: AbstractUser, units: list[int]
) -> "QuerySet[EditorialRecord] | list[EditorialRecord]":
    about = Q()
    for topic in topics:
        about |= Q(topic_names__contains=topic)
    if not about:
        return []
    first, last = campaign.starts_on, campaign.ends_on
    return (
        EditorialRecord.objects.visible_to(user)
        .items()
        .filter(about, unit__in=units, first_published_at__date__range=(first, last))
        .order_by("-first_published_at")
    )


def is_over(campaign: Campaign, today: date) -> bool:
    return campaign.ends_on < today
