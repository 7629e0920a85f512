"""Routes in force and drafts to be submitted."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.evidence.models import Entry
from cms.moderation.models import Case
from cms.moderation.services import (
    Word,
    decide,
    release_due,
    settle_route,
    submit_item,
)
from cms.news.models import NewsPage
from cms.routes.models import Check, RouteVersion
from cms.routes.specs import PartySpec, RouteSpec, StepSpec
from cms.users.models import User
from sites.models import Capability, Portal
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal

CHECKED = PartySpec(
    capabilities=(Capability.EDITOR,), checks=(Check.CONTENT, Check.PICTURES)
)
PUBLISHED = PartySpec(
    capabilities=(Capability.PUBLISHER,),
    checks=(Check.CONTENT,),
    declares_secrecy=True,
)
TWO_STEPS = (StepSpec("Biên tập", (CHECKED,)), StepSpec("Duyệt đăng", (PUBLISHED,)))


def route_of(portal: Portal, *steps: StepSpec, **told: Any) -> RouteVersion:
    """Put a route in force; two steps, editor and publisher, unless told otherwise."""
    named: dict[str, Any] = {"name": "Tin, bài", **told}
    return settle_route(
        portal=portal, spec=RouteSpec(steps=steps or TWO_STEPS, **named)
    )


@dataclass(frozen=True)
class Board:
    """A portal with a route of two steps, and the people it takes."""

    living: Living
    writer: User
    editor: User
    publisher: User

    def draft(self, **told: Any) -> NewsPage:
        """Return an item that the writer wrote and nobody published."""
        named = {"title": "Hội làng Đại Mỗ mở cửa", **told}
        page: NewsPage = NewsPageFactory.create(
            parent=self.living.section, owner=self.writer, draft=True, **named
        )
        page.save_revision(user=self.writer)
        found: NewsPage = NewsPage.objects.get(pk=page.pk)
        return found


def board(*steps: StepSpec, **told: Any) -> Board:
    living = living_portal()
    route_of(living.portal, *steps, **told)
    people = [
        person_of(living.unit, role)
        for role in (Capability.CONTRIBUTOR, Capability.EDITOR, Capability.PUBLISHER)
    ]
    return Board(living, *people)


def record_of(page: Page) -> EditorialRecord:
    return EditorialRecord.objects.get(translation_key=page.translation_key)


EDITED = Word(checks=("content", "pictures"))
APPROVED = Word(checks=("content",), declares_secrecy=True)


def approve_all(case: Case, on: Board) -> Case:
    """Let editor and publisher agree; the case waits for its release."""
    decide(case=case, actor=on.editor, word=EDITED)
    decide(case=case, actor=on.publisher, word=APPROVED)
    case.refresh_from_db()
    return case


def released_item(on: Board, **told: Any) -> NewsPage:
    """Return an item that went the whole way to its readers."""
    page = on.draft(**told)
    approve_all(submit_item(page=page, actor=on.writer), on)
    release_due(now=timezone.now() + timedelta(minutes=1))
    page.refresh_from_db()
    return page


def deeds_of(page: Page) -> list[str]:
    """Return what the evidence of an item tells, oldest first."""
    return list(Entry.objects.of(record_of(page)).values_list("deed", flat=True))
