"""Pages that can't stand where they are to go."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.reorganisation.faults.fault import Fault
from cms.reorganisation.models import Moving, Passing, PortalFate
from cms.reorganisation.places import folded
from sites.models import Portal

SEVERAL = 2


def of_movings(movings: list[Moving]) -> Iterator[Fault]:
    for moving in movings:
        page, target = moving.page, moving.target
        title = str(page)
        if target.path.startswith(page.path):
            yield Fault(title, _("a page can't go below itself"))
            continue
        if not page.specific.can_move_to(target.specific):
            yield Fault(title, _("such a page can't stand there"))
        yield from _of_slug(moving, title)
        inside = [one for one in movings if one.pk != moving.pk]
        if any(page.path.startswith(one.page.path) for one in inside):
            yield Fault(
                title, _("it goes along with a page above it that moves as well")
            )


def _of_slug(moving: Moving, title: str) -> Iterator[Fault]:
    slug = moving.slug or moving.page.slug
    taken = Page.objects.child_of(moving.target).filter(slug=slug)
    if taken.exclude(pk__in=[moving.page_id, moving.draft_id or 0]).exists():
        yield _taken(title, slug)


def of_folding(passings: list[Passing], movings: list[Moving]) -> Iterator[Fault]:
    """Yield a fault for each page whose address part is taken in the other portal."""
    elsewhere = {moving.page_id for moving in movings}
    for passing in passings:
        if passing.portal_fate != PortalFate.FOLD:
            continue
        portals = {
            portal.unit_id: portal
            for portal in Portal.objects.filter(
                unit__in=[passing.predecessor_id, passing.successor_id]
            ).select_related("site__root_page")
        }
        if len(portals) < SEVERAL or passing.successor_id is None:
            continue
        ended, target = portals[passing.predecessor_id], portals[passing.successor_id]
        for page, home in folded(ended, target):
            taken = Page.objects.child_of(home).filter(slug=page.slug)
            if page.pk not in elsewhere and taken.exists():
                yield _taken(page.title, page.slug)


def _taken(title: str, slug: str) -> Fault:
    return Fault(
        title,
        _(
            "the address part “%(slug)s” is taken there; give another one under “Sections "
            "and pages that move”"
        )
        % {"slug": slug},
    )
