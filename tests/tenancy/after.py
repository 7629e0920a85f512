"""What a unit keeps of the time after publication: takedowns, a stop, directives, rumours."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.directives.models import Directive, DirectiveTask, Rebuttal
from cms.directives.services import assign, link, record_directive, record_rumour
from cms.takedown.kinds import Reason
from cms.takedown.models import Removal
from cms.takedown.services import ask, stop
from cms.users.models import User
from tests.factories.media import ImageFactory, figure
from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living

SEALED = "Giấu kivu"  # stands in everything that the stopped item said


@dataclass(frozen=True)
class After:
    """Somebody asks to take an item down; another one was stopped."""

    removal: Removal
    stopped: Page
    stop: Removal
    directive: Directive
    task: DirectiveTask
    rebuttal: Rebuttal

    @property
    def record(self) -> EditorialRecord:
        """Return the record of the item that was stopped."""
        return self.stop.record


def build_after(
    name: str, living: Living, person: User, colleague: User, page: Page
) -> After:
    record = _record(page)
    removal = ask(
        record=record, actor=person, reason=Reason.WRONG, words=f"{name}-vi-sao"
    )
    directive = record_directive(
        directive=Directive(
            unit=living.unit,
            agency=f"{name}-coquan",
            number=f"{name}-so",
            issued_on=timezone.localdate(),
            due_on=timezone.localdate() + timedelta(days=3),
            summary=f"{name}-yeucau",
        ),
        actor=person,
    )
    link(directive=directive, record=record, actor=person)
    task = assign(
        directive=directive,
        person=colleague,
        work=f"{name}-viec",
        due_on=None,
        actor=person,
    )
    rebuttal = record_rumour(
        rebuttal=Rebuttal(
            unit=living.unit, rumour=f"{name}-tindon", seen_at=f"{name}-noi"
        ),
        actor=person,
    )
    item, stopped = _stopped(name, living, [person, colleague])
    return After(removal, item, stopped, directive, task, rebuttal)


def _stopped(name: str, living: Living, keepers: list[User]) -> tuple[Page, Removal]:
    """Stop an item; no word of it but the name of its unit stays anywhere."""
    image = ImageFactory.create(
        title=f"{SEALED} {name}-anh", collection=living.portal.collection
    )
    item: Page = NewsPageFactory.create(
        parent=living.section,
        title=f"{SEALED} {name}-tieude",
        summary=f"{SEALED} {name}-tomtat",
        body=[("text", f"<p>{SEALED} {name}-loi</p>"), figure(image)],
    )
    removal = stop(
        record=_record(item),
        actor=keepers[0],
        keepers=keepers,
        reason=Reason.SECRECY,
        words_of_actor=f"{SEALED} {name}-lydo",
    )
    return item, removal


def _record(page: Page) -> EditorialRecord:
    return EditorialRecord.objects.get(translation_key=page.translation_key)
