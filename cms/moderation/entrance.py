"""What keeps an item from setting out, and on which version of a route it would."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.holds import why_held
from cms.core.models import BasePage
from cms.moderation.frozen import Frozen
from cms.moderation.models import Case, CaseState
from cms.moderation.selectors import matter_of_case, nobody_at, record_of
from cms.quality.examination import blocking, examine
from cms.routes.matters import ELECTION, Matter, version_for
from cms.routes.models import Destination, RouteVersion
from cms.users.models import User


def faults_of(page: Page, actor: User) -> list[str]:
    """Return what keeps the content of a form from being submitted, before it is saved."""
    return [
        str(found.words) for found in blocking(examine(page, record_of(page), actor))
    ]


def matching_version(matter: Matter, case: Case | None) -> RouteVersion | None:
    """Return the version a case goes on with.

    An item under way keeps its version as long as the same route covers it; one whose
    flags, tier or section now lead elsewhere follows that route.
    """
    found = version_for(matter)
    if case is None or found is None:
        return found
    kept = case.route_version
    return kept if kept.route_id == found.route_id else found


def stricter_version(case: Case, page: BasePage) -> RouteVersion | None:
    """Return the version that an election demands instead of the one a case is on.

    What set out on a route for elections stays on it, also afterwards.
    """
    if ELECTION in case.route_version.flags:
        return None
    matter = matter_of_case(case, page)
    found = version_for(matter) if ELECTION in matter.flags else None
    return found if found is not None and ELECTION in found.flags else None


def faults_at_entrance(page: Page, actor: User, case: Case | None) -> list[str]:
    faults = []
    if not page.permissions_for_user(actor).can_edit():
        faults.append(_("You can’t edit this item, so you can’t submit it either."))
    if case is not None and case.state != CaseState.RETURNED:
        faults.append(_("This item is submitted already."))
    return [*faults, *faults_of_holds(page)]


def faults_of_holds(page: Page) -> list[str]:
    """Return what keeps the whole item from readers, whatever its words are."""
    words = why_held(page)
    return [words] if words else []


def faults_of_content(
    frozen: Frozen,
    actor: User,
    matter: Matter | None,
    version: RouteVersion | None,
) -> list[str]:
    found = blocking(
        examine(frozen.page, frozen.record, actor, destination=_destination(matter))
    )
    faults = [str(finding.words) for finding in found]
    if matter is None or version is None:
        return [
            *faults,
            _(
                "No route of approval covers this. The unit’s administrator has to draw "
                "one up."
            ),
        ]
    faults += [
        _("Nobody can decide at step %(position)d, “%(name)s”.")
        % {"position": step.position, "name": step.name}
        for step in nobody_at(version, frozen.record, matter, frozen.page.pk)
    ]
    return faults


def _destination(matter: Matter | None) -> str:
    return matter.destination if matter else Destination.PORTAL
