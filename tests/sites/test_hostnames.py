"""A hostname that a portal gave up is nobody else's (ORG-07)."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from cms.audit.models import SecurityEntry
from cms.provisioning.faults import SpecError
from cms.provisioning.parse import parse
from cms.provisioning.services import open_portal
from sites.models import Capability, Portal, PortalHostname, RetiredHostname, Unit
from sites.services import release_hostname, reserve_hostname, settle_hostnames
from tests.admin import add_row, admin_client, errors, send, words
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.plugins.kept import kept
from tests.provisioning.samples import SPEC

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def former() -> Living:
    """A portal that has given up a name."""
    living = living_portal(host="moi.localhost")
    cu = PortalHostname.objects.create(portal=living.portal, hostname="cu.localhost")
    cu.delete()
    return living


def reserved() -> list[tuple[str, int]]:
    return list(RetiredHostname.objects.reserved().values_list("hostname", "portal"))


def edit_of(portal: Portal) -> str:
    return f"/admin/portal/edit/{portal.pk}/"


def test_a_name_that_is_taken_away_stays_reserved(former: Living) -> None:
    retired = RetiredHostname.objects.get()
    assert (retired.hostname, retired.portal) == ("cu.localhost", former.portal)
    assert retired.retired_on == timezone.localdate()


def test_the_portals_form_keeps_names_that_are_deleted_or_written_over(
    keeper: Client,
) -> None:
    living = living_portal(host="mot.localhost")
    PortalHostname.objects.create(portal=living.portal, hostname="hai.localhost")
    changes = {
        "hostnames-0-hostname": "ba.localhost",
        "hostnames-1-DELETE": "on",
    }
    assert send(keeper, edit_of(living.portal), **changes).status_code == 302
    kept = [("hai.localhost", living.portal.pk), ("mot.localhost", living.portal.pk)]
    assert reserved() == kept
    back = {"hostnames-0-hostname": "mot.localhost"}
    assert send(keeper, edit_of(living.portal), **back).status_code == 302
    assert ("mot.localhost", living.portal.pk) not in reserved()
    assert ("ba.localhost", living.portal.pk) in reserved()


def test_another_portal_is_told_whose_the_name_was(
    former: Living, keeper: Client
) -> None:
    other = living_portal(host="khac.localhost")
    row = add_row("hostnames", 1, hostname="CU.localhost")
    refused = send(keeper, edit_of(other.portal), **row)
    day = timezone.localdate().strftime("%d/%m/%Y")
    told = f"“cu.localhost” là địa chỉ của {former.unit} đến ngày {day} và vẫn được giữ"
    assert any(told in error for error in errors(refused))
    assert not PortalHostname.objects.filter(hostname="cu.localhost").exists()


def test_a_specification_is_told_all_names_at_once(former: Living) -> None:
    reserve_hostname(hostname="cu-2.localhost", portal_id=former.portal.pk)
    text = SPEC.replace("hostnames: [", "hostnames: [cu.localhost, cu-2.localhost, ")
    with pytest.raises(SpecError) as refused:
        open_portal(spec=parse(text), source="thu.yaml")
    told = [fault.message for fault in refused.value.faults]
    assert len([one for one in told if "vẫn được giữ cho đơn vị ấy" in one]) == 2


def test_a_name_taken_behind_every_form_is_refused(former: Living) -> None:
    other = living_portal(host="khac.localhost")
    PortalHostname.objects.create(portal=other.portal, hostname="cu.localhost")
    with pytest.raises(ValidationError, match="vẫn được giữ"):
        settle_hostnames(portal=other.portal)
    assert reserved() == [("cu.localhost", former.portal.pk)]


def test_the_portal_itself_takes_it_back(former: Living) -> None:
    PortalHostname.objects.create(portal=former.portal, hostname="cu.localhost")
    settle_hostnames(portal=former.portal)
    assert reserved() == []


def test_a_released_name_is_free_and_kept_in_mind(former: Living) -> None:
    retired = RetiredHostname.objects.get()
    with pytest.raises(ValidationError, match="Hãy ghi lý do"):
        release_hostname(retired=retired, actor=UserFactory.create(), reason="  ")
    assert reserved()
    keeper = UserFactory.create(superuser=True)
    release_hostname(retired=retired, actor=keeper, reason="Đơn vị đề nghị")
    with pytest.raises(ValidationError, match="đã được giải phóng"):
        release_hostname(retired=retired, actor=keeper, reason="Lần nữa")
    retired.refresh_from_db()
    assert (retired.released_by, retired.reason) == (keeper, "Đơn vị đề nghị")
    other = living_portal(host="khac.localhost")
    PortalHostname.objects.create(portal=other.portal, hostname="cu.localhost")
    settle_hostnames(portal=other.portal)
    assert not RetiredHostname.objects.exists()


def test_a_portal_that_goes_takes_its_names_along(former: Living) -> None:
    PortalHostname.objects.filter(portal=former.portal).delete()
    assert len(reserved()) == 2
    RetiredHostname.objects.update(retired_on=date(2025, 7, 1))
    reserve_hostname(hostname="cu.localhost", portal_id=former.portal.pk)
    assert RetiredHostname.objects.get(hostname="cu.localhost").retired_on == (
        timezone.localdate()
    )


# The screen --------------------------------------------------------------------------

LIST = "/admin/addresses/ten-mien/"


@pytest.fixture
@kept
def below() -> Living:
    unit = UnitFactory.create(name="Hội Thử", parent=UnitFactory.create(name="Tỉnh"))
    living = living_portal(unit=unit, host="moi.localhost")
    reserve_hostname(hostname="cu.localhost", portal_id=living.portal.pk)
    return living


def release(client: Client, reason: str = "Hội đề nghị chuyển giao") -> Any:
    key = RetiredHostname.objects.get().pk
    return client.post(f"{LIST}{key}/", {"reason": reason})


def test_the_office_above_releases_a_name_with_a_reason(below: Living) -> None:
    above = Unit.objects.get(name="Tỉnh")
    office = person_of(above, Capability.STANDING_OFFICE)
    client = admin_client(office)
    assert "cu.localhost" in words(client.get(LIST))
    refused = release(client, " ")
    assert refused.status_code == 200
    assert reserved()
    assert release(client)["Location"] == LIST
    assert reserved() == []
    entry = SecurityEntry.objects.filter(subject="cu.localhost").get()
    assert (entry.actor, entry.unit) == (office, below.unit)
    assert release(client).status_code == 404


@pytest.mark.parametrize(
    "capability", [Capability.UNIT_ADMIN, Capability.AUDITOR, Capability.EDITOR]
)
def test_the_unit_sees_its_names_and_releases_none(
    below: Living, capability: Capability
) -> None:
    client = admin_client(person_of(below.unit, capability))
    seen = "cu.localhost" in words(client.get(LIST))
    assert seen == (capability != Capability.EDITOR)
    assert release(client).status_code in {302, 403, 404}
    assert reserved()


def test_others_see_nothing_of_it(below: Living) -> None:
    elsewhere = person_of(UnitFactory.create(), Capability.STANDING_OFFICE)
    client = admin_client(elsewhere)
    assert "cu.localhost" not in words(client.get(LIST))
    assert release(client).status_code == 404
    assert reserved()
