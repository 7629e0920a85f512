"""Where the pages of a portal that is folded into another one go."""

from collections.abc import Iterator

from django.db.models import QuerySet
from wagtail.models import Page

from sites.models import Portal


def homes_of(portal: Portal) -> "QuerySet[Page]":
    homes: QuerySet[Page] = portal.site.root_page.get_siblings().order_by("path")
    return homes


def folded(portal: Portal, target: Portal) -> Iterator[tuple[Page, Page]]:
    """Yield what stands directly below a portal's homes, and the home it goes below.

    What is in a language that the target does not speak stays where it is.
    """
    homes = {home.locale_id: home for home in homes_of(target)}
    for home in homes_of(portal):
        if home.locale_id in homes:
            for page in home.get_children().order_by("path"):
                yield page, homes[home.locale_id]
