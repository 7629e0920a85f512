"""Directive records: what is asked, about which items, who does what, the reply."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.models import EditorialRecord
from cms.directives.models import Directive, DirectiveLink, DirectiveTask
from cms.directives.permissions import DIRECTIVES
from cms.directives.refusals import refuse_closed, refuse_whoever_may_not
from cms.evidence.kinds import Deed
from cms.evidence.services import enter
from cms.users.models import User
from media_library.models import Document
from sites.models import Unit
from sites.selectors import people_serving


@transaction.atomic
def record_directive(*, directive: Directive, actor: User) -> Directive:
    """Keep what was received, or mend what was kept."""
    refuse_whoever_may_not(DIRECTIVES, actor, directive)
    if directive._state.adding:
        directive.created_by = actor
    directive.save()
    return directive


@transaction.atomic
def link(
    *,
    directive: Directive,
    record: EditorialRecord,
    actor: User,
    kind: str = "",
    key: int = 0,
) -> DirectiveLink:
    """Say that a directive is about an item; the item's evidence says so, too."""
    directive = _held(directive, actor)
    made, is_new = DirectiveLink.objects.get_or_create(
        directive=directive, record=record, kind=kind, key=key
    )
    if is_new:
        enter(
            record=record,
            deed=Deed.DIRECTED,
            actor=actor,
            unit=directive.unit,
            facts={
                "directive": directive.pk,
                "agency": directive.agency,
                "number": directive.number,
                "issued_on": directive.issued_on.isoformat(),
                "kind": kind,
                "key": key,
            },
        )
    return made


@transaction.atomic
def assign(
    *, directive: Directive, person: User, work: str, due_on: date | None, actor: User
) -> DirectiveTask:
    """Give somebody of the unit something to do about a directive."""
    directive = _held(directive, actor)
    unit = Unit.objects.filter(pk=directive.unit_id)
    if not people_serving(unit).filter(pk=person.pk).exists():
        raise ValidationError(_("This person holds no role in the unit."))
    return DirectiveTask.objects.create(
        directive=directive, person=person, work=work.strip(), due_on=due_on
    )


@transaction.atomic
def finish_task(*, task: DirectiveTask, actor: User) -> DirectiveTask:
    """Note that a task is done: by whoever it was given to, or who keeps the record."""
    task = DirectiveTask.objects.select_related("directive").get(pk=task.pk)
    if task.person_id != actor.pk:
        refuse_whoever_may_not(DIRECTIVES, actor, task.directive)
    if task.done_at is None:
        task.done_at = timezone.now()
        task.save(update_fields=["done_at"])
    return task


@transaction.atomic
def close_directive(
    *,
    directive: Directive,
    actor: User,
    reply: str,
    number: str,
    replied_on: date,
    document: Document | None = None,
) -> Directive:
    """Close a directive with its reply. Raises ``ValidationError`` if it is closed."""
    directive = _held(directive, actor)
    directive.reply, directive.reply_number = reply.strip(), number.strip()
    directive.replied_on, directive.reply_document = replied_on, document
    directive.closed_by, directive.closed_at = actor, timezone.now()
    directive.save()
    return directive


def _held(directive: Directive, actor: User) -> Directive:
    directive = Directive.objects.select_for_update().get(pk=directive.pk)
    refuse_whoever_may_not(DIRECTIVES, actor, directive)
    refuse_closed(directive.closed_at is not None)
    return directive
