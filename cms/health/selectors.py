"""Questions about what is watched that span several models."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone
from wagtail.models import Page

from cms.health.models import Alarm, Check, LinkUse, PageRead
from cms.health.permissions import TOLD_ABOVE, TOLD_IN_UNIT
from sites.models import Portal, PortalHostname, RoleAssignment, Unit
from sites.reach import FOLDER_PATH

AT_ONCE = 200  # pages that are loaded together
TOLD_DAYS = 14  # an alarm that could not be told for so long is old


def own_hosts() -> frozenset[str]:
    """Return the hosts of the house and of all its portals: links to them stay inside."""
    names = PortalHostname.objects.values_list("hostname", flat=True)
    return frozenset({*names, *settings.HOUSE_HOSTS})


def folders() -> dict[str, int]:
    """Return the portals by the tree path of their unit's folder."""
    path = Substr("site__root_page__path", 1, FOLDER_PATH)
    return dict(Portal.objects.values_list(path, "pk"))


def pages_to_read(portal_id: int | None = None) -> "QuerySet[Page]":
    """Return live pages that were published or moved since they were read."""
    here = Substr("path", 1, FOLDER_PATH)
    read = PageRead.objects.filter(
        Q(published_at=OuterRef("last_published_at"))
        | Q(published_at=None) & Q(page__last_published_at=None),
        page=OuterRef("pk"),
        folder=OuterRef("folder_path"),
    )
    pages = Page.objects.live().annotate(folder_path=here)
    if portal_id is not None:
        pages = pages.filter(
            folder_path__in=[path for path, pk in folders().items() if pk == portal_id]
        )
    found: QuerySet[Page] = pages.filter(~Exists(read)).order_by("pk")
    return found


def in_batches(pages: Any) -> Iterator[list[Page]]:
    """Yield specific pages, so many at a time, in the order of their keys."""
    last = 0
    while batch := list(pages.filter(pk__gt=last)[:AT_ONCE].specific()):
        yield batch
        last = batch[-1].pk


def people_told(portal_unit: int) -> set[int]:
    """Return who is written to about a unit: its own people, and the offices above."""
    roles = RoleAssignment.objects.active().filter(user__is_active=True)
    own = Q(unit=portal_unit, capability__in=(*TOLD_IN_UNIT, *TOLD_ABOVE))
    above = Q(unit__in=Unit.objects.above(portal_unit), capability__in=TOLD_ABOVE)
    return set(roles.filter(own | above).values_list("user", flat=True))


def untold() -> dict[int, list[int]]:
    """Return, for each person who is to be written to, the alarms not told yet."""
    since = timezone.now() - timedelta(days=TOLD_DAYS)
    alarms = Alarm.objects.standing(since)
    by_unit: dict[int, list[int]] = {}
    for alarm, unit in alarms.values_list("pk", "about__portal__unit"):
        by_unit.setdefault(unit, []).append(alarm)
    due: dict[int, list[int]] = {}
    for unit, keys in by_unit.items():
        for person in people_told(unit):
            due.setdefault(person, []).extend(keys)
    told = set(
        Alarm.objects.filter(letters__person__in=due).values_list(
            "pk", "letters__person"
        )
    )
    left = {
        person: [key for key in keys if (key, person) not in told]
        for person, keys in due.items()
    }
    return {person: keys for person, keys in left.items() if keys}


def to_tell(person_id: int, alarms: list[int]) -> "QuerySet[Alarm]":
    """Return those of the alarms that the person has not been told, with their portals."""
    found: QuerySet[Alarm] = Alarm.objects.filter(pk__in=alarms).untold(person_id)
    return found.select_related("about__portal__unit")


def uses_of(check: Check) -> "QuerySet[LinkUse]":
    """Return where a link stands in its portal; a page that moved away is not its."""
    folder = check.portal.site.root_page.path[:FOLDER_PATH]
    uses: QuerySet[LinkUse] = check.uses.filter(
        Q(page=None) | Q(page__path__startswith=folder)
    )
    return uses.select_related("page").order_by("pk")
