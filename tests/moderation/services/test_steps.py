"""Whom a case waits for, step by step."""

import pytest

from cms.moderation.models import Case, Decision, Notice, Waiting
from cms.moderation.services import claim, decide, reassign
from cms.moderation.services.steps import go_to, stand_still, void_decisions
from cms.news.models import NewsPage
from sites.models import Capability
from tests.factories.moderation import EDITED, Board
from tests.factories.people import person_of

pytestmark = pytest.mark.django_db


def test_waits_for_the_roles_of_its_step(
    desk: Board, page: NewsPage, case: Case
) -> None:
    go_to(case=case, position=2, page=page, by=desk.editor)
    wait = Waiting.objects.get()
    assert (wait.capability, wait.unit, wait.person) == (
        "publisher",
        desk.living.unit,
        None,
    )
    told = Notice.objects.values_list("person", "kind")
    assert list(told) == [(desk.publisher.pk, "awaited")]


def test_waits_for_nobody(case: Case) -> None:
    stand_still(case=case)
    assert not Waiting.objects.exists()
    assert not Notice.objects.exists()


def test_consents_from_a_step_on_count_no_more(desk: Board, case: Case) -> None:
    decide(case=case, actor=desk.editor, word=EDITED)
    assert void_decisions(case=case, from_position=2) == 0
    assert void_decisions(case=case) == 1
    assert void_decisions(case=case) == 0
    Decision.objects.update(is_void=False)
    case.round += 1
    assert void_decisions(case=case) == 0


def test_a_step_begins_with_nobody_at_it(
    desk: Board, page: NewsPage, case: Case
) -> None:
    page.save_revision(user=desk.publisher)  # who may not approve is not asked
    second = person_of(desk.living.unit, Capability.PUBLISHER)
    claim(case=case, actor=desk.editor)
    reassign(case=case, actor=desk.editor, person=desk.editor)
    case.refresh_from_db()
    before = case.step_since
    go_to(case=case, position=2, page=page, by=desk.editor)
    case.refresh_from_db()
    assert (case.claimed_by, case.assigned_to) == (None, None)
    assert case.step_since > before
    told = Notice.objects.filter(kind="awaited").values_list("person", flat=True)
    assert list(told) == [second.pk]
