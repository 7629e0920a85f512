"""What is added before the day, for nobody outside to see, and taken away again.

Drafts of sections stand where the real ones will go, and people who go on already hold
their roles in the successor.
"""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.reorganisation.faults import Fault
from cms.reorganisation.models import Change, EarlyRole, Moving, Passing
from cms.reorganisation.report import Given, Report
from cms.reorganisation.steps import held_roles
from sites.models import Capability, RoleAssignment
from sites.services import end_role, grant_role


def add_drafts(change: Change, report: Report) -> None:
    """Put a draft of each section that will move to where it will stand."""
    for moving in change.movings.select_related("page", "target"):
        if moving.page.numchild and moving.draft_id is None:
            moving.draft = _copy(moving)
            moving.save(update_fields=["draft"])
            report.count(_("drafts of sections"), 1)


def _copy(moving: Moving) -> Page:
    copied: Page = moving.page.specific.copy(
        to=moving.target,
        update_attrs={"slug": moving.slug or moving.page.slug},
        copy_revisions=False,
        keep_live=False,
        log_action=None,
    )
    return Page.objects.get(pk=copied.pk)


def add_roles(change: Change, report: Report) -> None:
    """Let people who go on work in the successor already."""
    going_on = change.passings.filter(successor__isnull=False)
    for passing in going_on.select_related("predecessor", "successor"):
        for user, capability, _grounds in held_roles(passing):
            given = (user, passing.successor, capability)
            if _give(passing, given):
                report.give(_("roles given early"), given)


def _give(passing: Passing, given: Given) -> bool:
    user, unit, capability = given
    decision = passing.change.decision
    if not grant_role(user=user, unit=unit, capability=capability, grounds=decision):
        return False
    held: dict[str, Any] = {"user": user, "unit": unit, "capability": capability}
    role = RoleAssignment.objects.active().get(**held)
    EarlyRole.objects.create(passing=passing, role=role)
    return True


def work_in_drafts(change: Change) -> list[Fault]:
    """Return a fault for each draft below which somebody has put pages meanwhile."""
    drafts = change.movings.filter(draft__numchild__gt=0).select_related("draft")
    return [
        Fault(
            str(moving.draft),
            _("pages were put below this draft; move them elsewhere first"),
        )
        for moving in drafts
    ]


def take_back(change: Change) -> list[Given]:
    """Take away exactly what preparing added; return whose roles ended with it."""
    for moving in change.movings.filter(draft__isnull=False).select_related("draft"):
        draft = moving.draft
        moving.draft = None
        moving.save(update_fields=["draft"])
        _remove(draft)
    early = EarlyRole.objects.filter(passing__change=change)
    return [_end(one.role) for one in early.select_related("role__user", "role__unit")]


def _end(role: RoleAssignment) -> Given:
    end_role(assignment=role)
    given = (role.user, role.unit, Capability(role.capability))
    role.delete()
    return given


def _remove(draft: Page | None) -> None:
    if draft is None:
        return
    key = draft.specific.translation_key
    Page.objects.get(pk=draft.pk).specific.delete()
    EditorialRecord.objects.filter(
        translation_key=key, first_published_at__isnull=True
    ).delete()


def pour_into_place(moving: Moving) -> None:
    """Let what was prepared below a draft go along with the real page.

    The draft makes room: no two pages share an address part.
    """
    draft = moving.draft
    if draft is None:
        return
    moving.draft = None
    moving.save(update_fields=["draft"])
    for page in draft.get_children().order_by("path"):
        page.specific.move(Page.objects.get(pk=moving.page_id), pos="last-child")
    _remove(draft)
