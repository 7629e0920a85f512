"""What the demonstration knows of its hostnames and links, without asking anybody.

Nothing that a check would have found is invented: links are read from the pages and stand
as “not asked”, and dates of registration are what a unit types from its papers.
"""

from datetime import timedelta
from itertools import cycle

from django.utils import timezone

from cms.health.models import Check
from cms.health.selectors import in_batches, pages_to_read
from cms.health.services import (
    enter_registration,
    read_menus,
    read_pages,
    watch_hostnames,
)
from cms.health.states import Kind

# Days that are left, portal by portal: one soon to be renewed, one urgent.
LEFT = (26, 214, 6, 330, 158, 301)


def keep_watch() -> None:
    """Watch hostnames and links; what is entered already stays."""
    watch_hostnames()
    for batch in in_batches(pages_to_read()):
        read_pages(pages=batch)
    read_menus()
    today = timezone.localdate()
    unknown = Check.objects.filter(kind=Kind.REGISTRATION, expires_on=None)
    for check, days in zip(unknown.order_by("pk"), cycle(LEFT), strict=False):
        enter_registration(
            check=check, actor=None, expires_on=today + timedelta(days=days)
        )
