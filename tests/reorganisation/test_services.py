"""Changes of units: carried out whole, or not at all."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from cms.core.models import EditorialRecord, Event
from cms.evidence.kinds import Deed
from cms.evidence.live import live_faults
from cms.evidence.models import Entry
from cms.evidence.services import record_import
from cms.pages.models import UnitFolder
from cms.reorganisation.faults import ChangeError
from cms.reorganisation.models import (
    Change,
    ChangeKind,
    ChangeState,
    Moving,
    PortalFate,
)
from cms.reorganisation.services import go_live, plan
from cms.users.models import User
from media_library.models import Image
from sites.models import (
    Capability,
    PortalStatus,
    RoleAssignment,
    SuccessionKind,
    UnitSuccession,
)
from tests.factories.core import EventFactory
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.reorganisation.conftest import everything

pytestmark = pytest.mark.django_db

Plan = Callable[..., Change]
TODAY = timezone.localdate


def get(house: Living, path: str) -> tuple[int, str]:
    answer = Client(HTTP_HOST=house.host).get(path)
    return answer.status_code, answer.get("Location", "")


def test_a_renamed_unit_keeps_portal_people_and_addresses(
    planned: Plan, ended: Living, keeper: User
) -> None:
    article = NewsPageFactory.create(parent=ended.section, title="Hội đền")
    editor = person_of(ended.unit, Capability.EDITOR)
    event = EventFactory.create(unit=ended.unit)
    new = UnitFactory.create(name="Sở Văn hóa, Thể thao và Du lịch mới")
    rename = (ended.unit, new, PortalFate.FOLLOW)
    report = go_live(change=planned(ChangeKind.RENAME, rename), actor=keeper)

    assert ended.refresh().unit == new
    assert UnitFolder.objects.get(pk=ended.folder.pk).unit == new
    record = EditorialRecord.objects.get(page_id=article.pk)
    assert record.unit == new
    assert (record.issuing_unit, record.issuing_name) == (ended.unit, ended.unit.name)
    assert Event.objects.get(pk=event.pk).unit == new
    held = RoleAssignment.objects.active().filter(user=editor)
    assert [(role.unit, role.capability) for role in held] == [(new, "editor")]
    ended.unit.refresh_from_db()
    assert ended.unit.valid_to == TODAY() - timedelta(days=1)
    succession = UnitSuccession.objects.get()
    assert (succession.predecessor, succession.successor) == (ended.unit, new)
    assert succession.kind == SuccessionKind.RENAME
    assert get(ended, "/di-san/hoi-den/") == (200, "")
    assert report.counts["cổng nối tiếp"] == 1


def test_a_merged_unit_is_frozen_and_its_people_go_on(
    planned: Plan, ended: Living, going_on: Living, keeper: User
) -> None:
    editor = person_of(ended.unit, Capability.EDITOR)
    event = EventFactory.create(unit=ended.unit)
    NewsPageFactory.create(parent=ended.section, title="Hội đền")
    merge = (ended.unit, going_on.unit, PortalFate.FREEZE)
    go_live(change=planned(ChangeKind.MERGE, merge), actor=keeper)

    assert ended.refresh().status == PortalStatus.FROZEN
    assert ended.portal.unit == ended.unit
    assert get(ended, "/di-san/hoi-den/") == (200, "")
    assert going_on.unit.name in Client(HTTP_HOST=ended.host).get("/").content.decode()
    assert Event.objects.get(pk=event.pk).unit == going_on.unit
    held = RoleAssignment.objects.active().get(user=editor)
    assert held.unit == going_on.unit
    assert held.grounds == "Nghị quyết 202/2025/QH15"


def test_a_folded_portal_leads_to_its_pages_in_the_other(
    planned: Plan, ended: Living, going_on: Living, keeper: User
) -> None:
    article = NewsPageFactory.create(parent=ended.section, title="Hội đền")
    picture = ImageFactory.create(collection=ended.portal.collection)
    merge = (ended.unit, going_on.unit, PortalFate.FOLD)
    report = go_live(change=planned(ChangeKind.MERGE, merge), actor=keeper)

    place = f"http://{going_on.host}/di-san/hoi-den/"
    status, location = get(ended, "/di-san/hoi-den/")
    assert (status, location.replace(":8000", "")) == (301, place)
    assert get(going_on, "/di-san/hoi-den/") == (200, "")
    record = EditorialRecord.objects.get(page_id=article.pk)
    assert (record.unit, record.issuing_unit) == (going_on.unit, ended.unit)
    shelf = Image.objects.get(pk=picture.pk).collection
    assert shelf.get_parent() == going_on.portal.collection
    assert report.counts["trang chuyển chỗ"] == 3


def test_what_is_split_goes_where_it_was_said(
    planned: Plan, ended: Living, going_on: Living, keeper: User
) -> None:
    other = living_portal(sections=("Tin tức",))
    event = EventFactory.create(unit=ended.unit)
    change = planned(
        ChangeKind.SPLIT,
        (ended.unit, going_on.unit, PortalFate.FREEZE),
        (ended.unit, other.unit, PortalFate.FREEZE),
    )
    Moving.objects.create(change=change, page=ended.section, target=other.home)
    go_live(change=change, actor=keeper)
    assert get(other, "/di-san/") == (200, "")
    assert Event.objects.get(pk=event.pk).unit == going_on.unit
    successors = UnitSuccession.objects.filter(predecessor=ended.unit)
    assert {row.successor for row in successors} == {going_on.unit, other.unit}


def test_a_closed_unit_ends_with_nobody_after_it(
    planned: Plan, ended: Living, keeper: User
) -> None:
    editor = person_of(ended.unit, Capability.EDITOR)
    close = (ended.unit, None, PortalFate.FREEZE)
    go_live(change=planned(ChangeKind.CLOSE, close), actor=keeper)
    assert ended.refresh().status == PortalStatus.FROZEN
    assert not RoleAssignment.objects.active().filter(user=editor).exists()
    assert not UnitSuccession.objects.exists()


def test_a_section_is_transferred_and_both_units_go_on(
    planned: Plan, ended: Living, going_on: Living, keeper: User
) -> None:
    NewsPageFactory.create(parent=ended.section, title="Hội đền")
    change = planned(ChangeKind.TRANSFER)
    Moving.objects.create(
        change=change, page=ended.section, target=going_on.home, slug="di-san-so"
    )
    go_live(change=change, actor=keeper)
    assert get(going_on, "/di-san-so/hoi-den/") == (200, "")
    status, location = get(ended, "/di-san/hoi-den/")
    assert status == 301
    assert location.endswith("/di-san-so/hoi-den/")
    ended.unit.refresh_from_db()
    assert ended.unit.valid_to is None


def test_another_address_of_a_section_is_answered_for_by_the_decision(
    planned: Plan, ended: Living, going_on: Living, keeper: User
) -> None:
    ended.section.save_revision()
    record_import(page=ended.section, source="cổng cũ")
    change = planned(ChangeKind.TRANSFER)
    Moving.objects.create(
        change=change, page=ended.section, target=going_on.home, slug="di-san-so"
    )
    go_live(change=change, actor=keeper)
    record = EditorialRecord.objects.get(page_id=ended.section.pk)
    entry = Entry.objects.of(record).last()
    assert entry is not None
    assert (entry.deed, entry.facts) == (Deed.READDRESSED, {"former": "di-san"})
    assert (entry.actor, entry.grounds) == (keeper, change.decision)
    assert entry.language == "vi"
    assert list(live_faults([record.code])) == []


def test_what_nobody_answered_for_is_not_answered_for_by_a_decision(
    planned: Plan, ended: Living, going_on: Living, keeper: User
) -> None:
    ended.section.save_revision()
    record_import(page=ended.section, source="cổng cũ")
    Page.objects.filter(pk=ended.section.pk).update(title="Không ai duyệt")
    change = planned(ChangeKind.TRANSFER)
    Moving.objects.create(
        change=change, page=ended.section, target=going_on.home, slug="di-san-so"
    )
    go_live(change=change, actor=keeper)
    record = EditorialRecord.objects.get(page_id=ended.section.pk)
    entries = Entry.objects.of(record)
    assert [entry.deed for entry in entries] == [Deed.IMPORTED]
    assert len(list(live_faults([record.code]))) == 1


@pytest.mark.parametrize("fate", PortalFate)
def test_a_plan_changes_nothing(
    planned: Plan, ended: Living, going_on: Living, fate: PortalFate
) -> None:
    NewsPageFactory.create(parent=ended.section, title="Hội đền")
    person_of(ended.unit, Capability.EDITOR)
    successor = UnitFactory.create() if fate == PortalFate.FOLLOW else going_on.unit
    change = planned(ChangeKind.MERGE, (ended.unit, successor, fate))
    before = everything()
    report = plan(change=change)
    assert report.counts["phân công vai trò"] == 1
    assert everything() == before
    assert get(ended, "/di-san/hoi-den/") == (200, "")


def test_nothing_is_carried_out_before_its_day(
    planned: Plan, ended: Living, keeper: User
) -> None:
    tomorrow = TODAY() + timedelta(days=1)
    close = (ended.unit, None, PortalFate.FREEZE)
    change = planned(ChangeKind.CLOSE, close, on=tomorrow)
    before = everything()
    with pytest.raises(ChangeError, match=f"{tomorrow:%d/%m/%Y}"):
        go_live(change=change, actor=keeper)
    assert everything() == before


def test_a_change_is_carried_out_once(
    planned: Plan, ended: Living, keeper: User
) -> None:
    close = (ended.unit, None, PortalFate.FREEZE)
    change = planned(ChangeKind.CLOSE, close)
    go_live(change=change, actor=keeper)
    before = everything()
    with pytest.raises(ChangeError, match="Đã thực hiện"):
        go_live(change=change, actor=keeper)
    assert everything() == before
    change.refresh_from_db()
    assert (change.state, change.live_by) == (ChangeState.LIVE, keeper)
