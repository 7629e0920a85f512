"""Whom a case waits for, step by step."""

import pytest

from cms.moderation.models import Case, Notice, Waiting
from cms.moderation.services import decide
from cms.moderation.services.steps import go_to, stand_still, void_decisions
from cms.news.models import NewsPage
from tests.factories.moderation import EDITED, Board

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
