"""A desk with thousands of cases, written as rows."""

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.moderation.models import Case, Waiting
from cms.routes.models import StepParty
from sites.models import Capability
from tests.factories.moderation import Board, board, record_of
from tests.plugins.kept import kept


@pytest.fixture
@kept
def desk() -> Board:
    return board()


def crowd(desk: Board, number: int) -> list[Case]:
    """Make so many cases that wait for the editor; nothing is left to a service."""
    draft = desk.draft()
    pages = _pages(desk, number)
    party = StepParty.objects.get(step__position=1)
    now = timezone.now()
    cases = Case.objects.bulk_create(
        Case(
            record=record_of(draft),
            page_id=page.pk,
            unit=desk.living.unit,
            language="vi",
            subject="item",
            route_version=party.step.version,
            revision_id=1,
            content_hash="0" * 64,
            submitted_by=desk.writer,
            submitted_at=now,
            step_since=now,
        )
        for page in pages
    )
    Waiting.objects.bulk_create(
        Waiting(
            case=case,
            party=party,
            capability=Capability.EDITOR,
            unit=desk.living.unit,
        )
        for case in cases
    )
    return cases


def _pages(desk: Board, number: int) -> list[Page]:
    """Make bare rows of the tree: a case needs a page of its own, and no content."""
    section = desk.living.section
    first = section.numchild + 10
    made: list[Page] = Page.objects.bulk_create(
        Page(
            path=Page._get_path(section.path, section.depth + 1, first + place),
            depth=section.depth + 1,
            title=f"Tin {place}",
            draft_title=f"Tin {place}",
            slug=f"tin-{place}",
            url_path=f"{section.url_path}tin-{place}/",
            locale_id=section.locale_id,
            content_type_id=section.content_type_id,
            live=False,
        )
        for place in range(number)
    )
    return made
