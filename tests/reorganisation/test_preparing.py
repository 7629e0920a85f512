"""What is prepared before the day is seen by nobody outside, and can be undone."""

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings, strategies as st
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.news.models import NewsPage
from cms.reorganisation.faults import ChangeError
from cms.reorganisation.models import (
    Change,
    ChangeKind,
    ChangeState,
    EarlyRole,
    Moving,
    PortalFate,
)
from cms.reorganisation.services import go_live, plan, prepare, undo, withdraw
from cms.users.models import User
from sites.models import Capability, RoleAssignment
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living
from tests.reorganisation.conftest import GROWING, everything

pytestmark = pytest.mark.django_db

Plan = Callable[..., Change]


@pytest.fixture
def change(planned: Plan, ended: Living, going_on: Living) -> Change:
    """A merger that takes one section with it under another address part."""
    NewsPageFactory.create(parent=ended.section, title="Hội đền")
    merge = (ended.unit, going_on.unit, PortalFate.FREEZE)
    made = planned(ChangeKind.MERGE, merge)
    Moving.objects.create(
        change=made, page=ended.section, target=going_on.home, slug="di-san-so"
    )
    return made


def get(house: Living, path: str) -> int:
    return Client(HTTP_HOST=house.host).get(path).status_code


def test_preparing_is_seen_by_nobody_outside(
    change: Change, ended: Living, going_on: Living
) -> None:
    editor = person_of(ended.unit, Capability.EDITOR)
    before = Client(HTTP_HOST=going_on.host).get("/").content
    report = prepare(change=change, actor=change.created_by)
    assert dict(report.counts) == {
        "bản nháp chuyên mục": 1,
        "vai trò giao trước": 1,
    }
    draft = Page.objects.child_of(going_on.home).get(slug="di-san-so")
    assert not draft.live
    assert get(going_on, "/di-san-so/") == 404
    assert get(ended, "/di-san/hoi-den/") == 200
    assert Client(HTTP_HOST=going_on.host).get("/").content == before
    held = RoleAssignment.objects.active().filter(user=editor)
    assert {role.unit for role in held} == {ended.unit, going_on.unit}
    change.refresh_from_db()
    assert change.state == ChangeState.PREPARED
    assert dict(prepare(change=change, actor=change.created_by).counts) == {}


def test_a_draft_may_be_all_that_stands_at_the_place_to_come(
    planned: Plan, ended: Living, going_on: Living, keeper: User
) -> None:
    NewsPageFactory.create(parent=ended.section, title="Hội đền")
    made = planned(ChangeKind.TRANSFER)
    Moving.objects.create(change=made, page=ended.section, target=going_on.section)
    assert going_on.section.numchild == 0
    prepare(change=made, actor=keeper)
    go_live(change=made, actor=keeper)
    assert get(going_on, "/van-hoa/di-san/hoi-den/") == 200


def test_undoing_leaves_no_trace(change: Change, ended: Living) -> None:
    person_of(ended.unit, Capability.EDITOR, Capability.PUBLISHER)
    before = everything(GROWING)
    prepare(change=change, actor=change.created_by)
    assert everything(GROWING) != before
    undo(change=change, actor=change.created_by)
    assert everything(GROWING) == before


@pytest.mark.parametrize("deed", [undo, withdraw])
def test_work_that_was_put_in_is_not_lost(
    change: Change, going_on: Living, deed: Callable[..., None]
) -> None:
    prepare(change=change, actor=change.created_by)
    draft = Page.objects.child_of(going_on.home).get(slug="di-san-so")
    NewsPageFactory.create(parent=draft.specific, title="Soạn trước", draft=True)
    before = everything()
    with pytest.raises(ChangeError, match="đã có trang đặt dưới bản nháp này"):
        deed(change=change, actor=change.created_by)
    assert everything() == before


def test_on_the_day_the_draft_gives_way_and_what_is_below_it_stays(
    change: Change, going_on: Living, keeper: User
) -> None:
    prepare(change=change, actor=change.created_by)
    draft = Page.objects.child_of(going_on.home).get(slug="di-san-so")
    written = NewsPageFactory.create(
        parent=draft.specific, title="Soạn trước", draft=True
    )
    assert plan(change=change).counts["trang chuyển chỗ"] == 3
    assert Page.objects.filter(pk=draft.pk).exists()
    go_live(change=change, actor=keeper)
    assert not Page.objects.filter(pk=draft.pk).exists()
    assert get(going_on, "/di-san-so/hoi-den/") == 200
    kept = NewsPage.objects.get(pk=written.pk)
    assert kept.get_parent().slug == "di-san-so"
    assert EditorialRecord.objects.get(page_id=kept.pk).unit == going_on.unit


def test_what_was_withdrawn_is_over(change: Change, keeper: User) -> None:
    withdraw(change=change, actor=change.created_by)
    before = everything()
    for deed in (
        lambda: prepare(change=change, actor=change.created_by),
        lambda: plan(change=change),
        lambda: go_live(change=change, actor=keeper),
        lambda: undo(change=change, actor=change.created_by),
    ):
        with pytest.raises(ChangeError, match="Đã rút"):
            deed()
    assert everything() == before


def test_a_role_held_already_is_not_taken_back(
    change: Change, ended: Living, going_on: Living
) -> None:
    both = person_of(ended.unit, Capability.EDITOR)
    own = RoleAssignment.objects.create(
        user=both,
        unit=going_on.unit,
        capability=Capability.EDITOR,
        valid_from=RoleAssignment.objects.get(user=both).valid_from,
    )
    prepare(change=change, actor=change.created_by)
    assert not EarlyRole.objects.exists()
    undo(change=change, actor=change.created_by)
    assert RoleAssignment.objects.active().filter(pk=own.pk).exists()


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    roles=st.lists(st.sampled_from(list(Capability)[:8]), unique=True, max_size=4),
    pages=st.integers(0, 3),
    slug=st.sampled_from(["", "di-san-so"]),
    times=st.integers(1, 3),
)
def test_preparing_and_undoing_is_nothing_at_all(  # noqa: PLR0917 - fixtures, then what is drawn
    planned: Plan,
    ended: Living,
    going_on: Living,
    roles: list[Capability],
    pages: int,
    slug: str,
    times: int,
) -> None:
    Change.objects.all().delete()
    person_of(ended.unit, *roles)
    for _number in range(pages):
        NewsPageFactory.create(parent=ended.section)
    change = planned(ChangeKind.MERGE, (ended.unit, going_on.unit, PortalFate.FREEZE))
    Moving.objects.create(
        change=change, page=ended.section, target=going_on.home, slug=slug
    )
    before = everything(GROWING)
    for _time in range(times):
        prepare(change=change, actor=change.created_by)
    undo(change=change, actor=change.created_by)
    assert everything(GROWING) == before
