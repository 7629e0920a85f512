"""The changes of units that the demonstration plays."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from cms.core.models import EditorialRecord
from cms.demo import changes, loader
from cms.provisioning.spec import PortalSpec
from cms.reorganisation.models import SUCCESSIONS, Change, ChangeState, Moving
from cms.reorganisation.permissions import CHANGES
from cms.reorganisation.services import go_live
from sites.models import Branding, Capability, PortalStatus, Unit
from sites.services import grant_role
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.provisioning.tables import all_rows, difference

Specs = dict[str, PortalSpec]
TOWN, PROVINCE = "hoi-lhpn-da-nang", "hoi-lhpn-quang-nam"
WARD, OLD_WARD = "hoi-lhpn-phuong-hai-chau", "hoi-lhpn-phuong-thach-thang"


def written() -> list[dict[str, Any]]:
    return [change for play in changes.plays() for change in play["changes"]]


def test_a_specification_says_what_its_change_does(specs: Specs) -> None:
    """It tells the end; a change that was carried out leads exactly there."""
    for change in written():
        for passing in change["passings"]:
            spec = specs.get(passing["unit"])
            if spec is None:
                continue
            assert spec.status == PortalStatus.FROZEN
            day = change["effective_on"]
            assert spec.unit.valid_to == day - timedelta(days=1)
            [succession] = spec.unit.successions
            assert succession.unit == passing["to"]
            assert succession.kind == SUCCESSIONS[change["kind"]]
            assert succession.decision == change["decision"]
            assert succession.decided_on == change["decided_on"]
            assert succession.effective_on == day


def test_a_unit_is_opened_as_it_was_before_its_change(specs: Specs) -> None:
    before = changes.as_it_was(specs[PROVINCE])
    assert (before.status, before.unit.valid_to) == (PortalStatus.OPEN, None)
    assert before.unit.successions == ()
    for code in (TOWN, "hoi-lhpn-quan-hai-chau"):  # the district ended by itself
        assert changes.as_it_was(specs[code]) is specs[code]


def test_who_carries_a_change_out_has_an_account(specs: Specs) -> None:
    people = {one.username: one for spec in specs.values() for one in spec.accounts}
    for play in changes.plays():
        offices = {office["person"] for office in play["offices"]}
        assert all(people[name].roles == ("standing_office",) for name in offices)
        actors = {change["by"] for change in play["changes"]}
        assert actors <= offices | {loader.KEEPER}


def unit(code: str, **values: Any) -> Unit:
    parent = values.pop("parent", None)
    above = Unit.objects.get(code=parent) if parent else None
    made: Unit = UnitFactory.create(code=code, parent=above, **values)
    return made


def portal(code: str, parent: str, *sections: str) -> Living:
    return living_portal(unit=unit(code, parent=parent), sections=sections)


@pytest.fixture
def stage(db: None) -> dict[str, Living]:
    """The portals of the play in Đà Nẵng, small."""
    unit("uy-ban-mttq-da-nang")
    unit("uy-ban-mttq-quang-nam")
    made = {
        TOWN: portal(TOWN, "uy-ban-mttq-da-nang", "Hoạt động Hội", "Gương phụ nữ"),
        PROVINCE: portal(
            PROVINCE, "uy-ban-mttq-quang-nam", "Tin tức sự kiện", "Gương phụ nữ"
        ),
        WARD: portal(WARD, TOWN, "Hoạt động Hội"),
        OLD_WARD: portal(OLD_WARD, TOWN, "Tin tức sự kiện", "Việc tốt ở khu phố"),
    }
    UserFactory.create(username=loader.KEEPER, superuser=True)
    office = UserFactory.create(username="dn.thuongtruc")
    capability = Capability.STANDING_OFFICE
    grant_role(user=office, unit=made[TOWN].unit, capability=capability)
    return made


def test_the_play_is_played_once_and_leaves_one_change_prepared(
    stage: dict[str, Living],
) -> None:
    item = NewsPageFactory.create(parent=stage[PROVINCE].section, title="Bến đò")
    local = NewsPageFactory.create(parent=stage[OLD_WARD].section, title="Gốc bàng")
    changes.play_all()
    after = all_rows()

    assert stage[PROVINCE].refresh().status == PortalStatus.FROZEN
    record = EditorialRecord.objects.get(page_id=item.pk)
    assert record.unit == stage[TOWN].unit
    assert record.issuing_unit == stage[PROVINCE].unit
    stage[PROVINCE].unit.refresh_from_db()
    own = Branding.objects.get(portal=stage[PROVINCE].portal).emblem
    assert stage[PROVINCE].unit.emblem == own
    old = Client(HTTP_HOST=stage[PROVINCE].host).get("/tin-tuc-su-kien/ben-do/")
    assert old.status_code == 301
    assert "/hoat-dong-hoi/tin-quang-nam/ben-do/" in old["Location"]

    [waiting] = Change.objects.filter(state=ChangeState.PREPARED)
    assert waiting.passings.count() == 4
    assert Moving.objects.get(change=waiting).draft is not None
    assert stage[OLD_WARD].refresh().status == PortalStatus.OPEN
    office = get_user_model().objects.get(username="dn.thuongtruc")
    seen = CHANGES.instances_user_has_any_permission_for(office, ["view"])
    assert seen.count() == 2  # all but the one of the committees above

    changes.play_all()
    assert difference(after, all_rows()) == {}

    go_live(change=waiting, actor=office)
    assert EditorialRecord.objects.get(page_id=local.pk).unit == stage[WARD].unit
    assert stage[OLD_WARD].refresh().status == PortalStatus.FROZEN


def test_a_play_waits_for_all_of_its_units(stage: dict[str, Living]) -> None:
    Unit.objects.filter(code=OLD_WARD).update(code="noi-khac")
    before = all_rows()
    changes.play_all()
    assert difference(before, all_rows()) == {}
