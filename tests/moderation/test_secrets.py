"""Who knows of an item before it is released, and where its files lie until then."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.moderation.secrets import items_hidden_from
from cms.moderation.services import decide, submit_item, withdraw
from cms.news.models import NewsPage
from cms.users.models import User
from sites.models import Capability
from sites.reach import reach_of
from tests.factories.moderation import EDITED, Board, record_of
from tests.factories.people import UserFactory, person_of

pytestmark = pytest.mark.django_db

FLAGS: dict[str, dict[str, Any]] = {
    "embargo": {"embargo_until": timezone.now() + timedelta(days=2)},
    "statement": {"is_spokesperson": True},
}


def flagged(page: NewsPage, **flags: Any) -> EditorialRecord:
    record = record_of(page)
    EditorialRecord.objects.filter(pk=record.pk).update(**flags)
    return record_of(page)


def knows(user: User, page: NewsPage) -> bool:
    return page.translation_key not in items_hidden_from(user)


@pytest.mark.parametrize("flag", FLAGS)
def test_a_draft_is_known_to_who_wrote_it_and_to_the_head(
    desk: Board, flag: str
) -> None:
    page, unit = desk.draft(), desk.living.unit
    head = person_of(unit, Capability.HEAD_OF_UNIT)
    assert knows(desk.editor, page)
    flagged(page, **FLAGS[flag])
    assert [knows(user, page) for user in (desk.writer, head)] == [True, True]
    others = [
        person_of(unit, name) for name in (Capability.UNIT_ADMIN, Capability.AUDITOR)
    ]
    for user in (desk.editor, desk.publisher, *others):
        assert not knows(user, page)


def test_of_a_statement_the_units_spokesperson_knows(desk: Board) -> None:
    page = desk.draft()
    speaker = person_of(desk.living.unit, Capability.SPOKESPERSON)
    flagged(page, **FLAGS["embargo"])
    assert not knows(speaker, page)
    flagged(page, embargo_until=None, is_spokesperson=True)
    assert knows(speaker, page)


def test_once_submitted_every_step_of_its_route_knows(desk: Board) -> None:
    page = desk.draft()
    flagged(page, **FLAGS["embargo"])
    other = person_of(desk.living.unit, Capability.TECHNICAL_EDITOR)
    submit_item(page=page, actor=desk.writer)
    assert knows(desk.editor, page)  # asked now
    assert knows(desk.publisher, page)  # asked later
    assert not knows(other, page)


def test_whoever_had_it_in_hand_goes_on_knowing(desk: Board) -> None:
    page = desk.draft()
    flagged(page, **FLAGS["embargo"])
    case = submit_item(page=page, actor=desk.writer)
    decide(case=case, actor=desk.editor, word=EDITED)
    withdraw(case=case, actor=desk.writer)
    assert knows(desk.editor, page)
    assert not knows(desk.publisher, page)


def test_the_liable_person_knows(desk: Board) -> None:
    page = desk.draft()
    flagged(page, **FLAGS["embargo"], liable_person=desk.publisher)
    assert knows(desk.publisher, page)


def test_what_is_released_or_over_is_no_secret(desk: Board) -> None:
    page = desk.draft()
    flagged(page, embargo_until=timezone.now() - timedelta(minutes=1))
    assert knows(desk.editor, page)
    flagged(page, is_spokesperson=True, first_published_at=timezone.now())
    assert knows(desk.editor, page)


def test_keepers_pass(desk: Board) -> None:
    page = desk.draft()
    flagged(page, **FLAGS["embargo"])
    assert knows(UserFactory.create(superuser=True), page)


def test_policies_ask_one_query_while_there_is_no_secret(
    desk: Board, django_assert_num_queries: Any
) -> None:
    desk.draft()
    user = User.objects.get(pk=desk.editor.pk)
    reach_of(user)
    with django_assert_num_queries(1):
        assert items_hidden_from(user) == set()
