"""“Viết tin”: from an assignment to a draft in its section."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.core.models import EditorialRecord
from cms.core.writing import Draft, Writing, writing_for
from cms.planning.models import Assignment
from cms.planning.refusals import refuse_closed
from cms.planning.services.assignments import take_up
from cms.planning.services.fulfilment import fulfil
from cms.users.models import User


@transaction.atomic
def write_from(*, assignment: Assignment, section: Page, actor: User) -> Page:
    """Make the draft of an assignment, owned by who writes it, and take that up.

    Pressed twice it is one draft: the second time the first is returned. Raises
    ``ValidationError`` where nothing can be written, ``PermissionDenied`` for who may not.
    """
    assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if assignment.record_id is not None and assignment.person_id == actor.pk:
        return Page.objects.get(pk=assignment.record.page_id)  # type: ignore[union-attr]
    refuse_closed(assignment)
    assignment = take_up(assignment=assignment, actor=actor)
    writing = _writing_in(section)
    _refuse_section(assignment, section, actor)
    page = _compose(writing, assignment, section, actor)
    record = EditorialRecord.objects.get(translation_key=page.translation_key)
    fulfil(assignment=assignment, record=record, actor=actor)
    return page


def _writing_in(section: Page) -> Writing:
    """Return what is written there. Only sections list something."""
    writing = writing_for(getattr(section.specific, "lists", ""))
    if writing is None or writing.compose is None:
        raise ValidationError(_("No item can be written in this section."))
    return writing


def _refuse_section(assignment: Assignment, section: Page, actor: User) -> None:
    addable = policy_registry.get_by_type(Page).instances_user_has_permission_for(
        actor, "add"
    )
    if not addable.filter(pk=section.pk).exists():
        raise PermissionDenied(_("You may not write in this section."))


def _compose(
    writing: Writing, assignment: Assignment, section: Page, actor: User
) -> Page:
    if writing.compose is None:
        raise ValidationError(_("No item can be written in this section."))
    # The outline is the desk's own; only the title goes into what readers may get.
    page = writing.compose(Draft(title=assignment.title, body=[]))
    if assignment.form and hasattr(page, "form"):
        page.form = assignment.form
    page.owner, page.live, page.locale = actor, False, section.locale
    section.specific.add_child(instance=page)
    page.save_revision(user=actor, log_action=False)
    log(instance=page, action="wagtail.create", user=actor)
    return page
