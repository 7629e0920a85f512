"""What the desk's first page shows, and the questions behind it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Length, Substr
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.core.models import EditorialRecord
from cms.core.querysets import EditorialRecordQuerySet
from cms.core.sections import SectionFacts, sections_of
from cms.core.standing import Standing, standing_of, with_standing
from cms.core.writing import writing_for
from cms.deadlines.selectors import with_next_due
from sites.directory import directory
from sites.models import Unit
from sites.permissions import PAGE
from sites.policies.paths import out_of_work
from sites.reach import reach_of
from sites.selectors import is_over, units_at_work

WEEK = timedelta(days=7)
FOLDER_DEPTH = 2


@dataclass(frozen=True)
class Row:
    """One item in a list of the first page."""

    title: str
    where: str
    changed_at: datetime | None
    changed_by: str
    standing: Standing
    url: str
    next_due: Any = None  # as ``cms.deadlines`` shows it


@dataclass(frozen=True)
class Pen:
    """A place where the person may write something new."""

    label: str
    section: str
    url: str


def own_drafts(user: AbstractUser) -> "QuerySet[Page]":
    """Return what the person began or changed last and readers do not see yet.

    What is due first comes first.
    """
    unseen = Q(live=False) | Q(has_unpublished_changes=True)
    length = Length(OuterRef("path")) - Page.steplen
    above = Page.objects.filter(path=Substr(OuterRef("path"), 1, length))
    theirs = Q(owner=user) | Q(latest_revision__user=user)
    due_first = F("next_due_at").asc(nulls_last=True)
    mine = with_next_due(_pages(user, "change"), key="record__page_id").filter(
        unseen & theirs, depth__gt=FOLDER_DEPTH, alias_of__isnull=True
    )
    drafts: QuerySet[Page] = (
        with_standing(mine.exclude(out_of_work()))
        .annotate(
            drafts=Window(Count("pk")),
            overdue=Window(Count("pk", filter=Q(next_due_at__lt=timezone.now()))),
            lies_in=Subquery(above.values("title")[:1]),
        )
        .order_by(due_first, "-latest_revision_created_at", "-pk")
    )
    return drafts


def draft_rows(drafts: list[Any]) -> list[Row]:
    """Return drafts as rows, each with the section or page it lies in."""
    return [
        Row(
            title=page.draft_title or page.title,
            where=page.lies_in or "",
            changed_at=page.latest_revision_created_at,
            changed_by="",
            standing=standing_of(page),
            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            next_due=page.next_due,
        )
        for page in drafts
    ]


@dataclass(frozen=True)
class Newest:
    """What changed last in a person's units, and how much did within seven days."""

    records: list[Any]

    @property
    def week(self) -> dict[str, int]:
        if not self.records:
            return {"changed": 0, "published": 0}
        first = self.records[0]
        return {"changed": first.changed, "published": first.published}


def newest_of(user: AbstractUser, number: int) -> Newest:
    """Return the items of the person's units that changed last, drafts included.

    One statement counts the week as well.
    """
    since = timezone.now() - WEEK
    changed = Count("pk", filter=Q(revised_at__gte=since))
    published = Count("pk", filter=Q(first_published_at__gte=since))
    records = (
        _items(user)
        .select_related("unit", "revised_by")
        .annotate(changed=Window(changed), published=Window(published))
        .order_by("-revised_at")
    )
    return Newest(list(records[:number]))


def newest_rows(user: AbstractUser, records: list[Any]) -> list[Row]:
    """Return records as rows, each leading to where the person may go."""
    keys = [record.page_id for record in records]
    editable = _pages(user, "change").filter(pk=OuterRef("pk"))
    pages: dict[int, Any] = (
        with_standing(Page.objects.all())
        .annotate(is_editable=Exists(editable))
        .in_bulk(keys)
    )
    return [
        Row(
            title=record.title,
            where=record.unit.short_name or record.unit.name,
            changed_at=record.revised_at,
            changed_by=str(record.revised_by or ""),
            standing=standing_of(pages[record.page_id]),
            url=reverse("wagtailadmin_pages:edit", args=[record.page_id])
            if pages[record.page_id].is_editable
            else reverse("records:inspect", args=[record.pk]),
        )
        for record in records
        if record.page_id in pages
    ]


def pens_of(user: AbstractUser, unit: Unit | None) -> list[Pen]:
    """Return the sections of the unit's portal in which the person may write."""
    if unit is None or not hasattr(unit, "portal") or is_over(unit):
        return []
    portal = directory.portal(unit.portal.pk)
    if portal is None:
        return []
    sections = sections_of(portal, portal.default_language.code)
    may_write = "add_page" in reach_of(user).granted(PAGE, unit.pk)
    if not (may_write or user.is_superuser):
        return []
    return [pen for section in sections.values() for pen in _pens(section)]


def _pens(section: SectionFacts) -> list[Pen]:
    writing = writing_for(section.lists)
    if writing is None:
        return []
    arguments = [writing.app_label, writing.model_name, section.id]
    url = reverse("wagtailadmin_pages:add", args=arguments)
    return [Pen(str(writing.label), section.title, url)]


def _items(user: AbstractUser) -> EditorialRecordQuerySet:
    """Return the items of the person's units that still are at work."""
    visible = EditorialRecord.objects.visible_to(user).items()
    return visible.filter(unit__in=units_at_work())


def _pages(user: AbstractUser, action: str) -> Any:
    """Return the pages with which a person may do something.

    The policy is looked up when it is needed: rooms that start later replace Wagtail's.
    """
    policy = policy_registry.get_by_type(Page)
    return policy.instances_user_has_permission_for(user, action)
