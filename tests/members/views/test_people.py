"""The list of people, the page about one, and everything done from there."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.models import Duty
from cms.members.models import Handover, Suspension
from cms.members.services.suspension import Succession, suspend
from cms.users.models import User
from sites.models import Capability, RoleAssignment, RoleName
from sites.services import grant_role
from tests.admin import admin_client, errors, form_of, options, soup, words
from tests.factories.crowds import make_people
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.members.conftest import Staff

pytestmark = pytest.mark.django_db

QUERIES = 20
FORM = "form.m-form"


def url(name: str, *args: Any) -> str:
    return reverse(f"members:{name}", args=args)


def day(offset: int) -> str:
    return (timezone.localdate() + timedelta(days=offset)).strftime("%d/%m/%Y")


def fill(user: User, address: str, **values: Any) -> Any:
    client = admin_client(user)
    return client.post(address, {**form_of(client.get(address), FORM), **values})


def shown(user: User, query: str = "") -> set[str]:
    page = soup(admin_client(user).get(f"{url('index')}{query}"))
    links = page.select("tbody a[href*='/nhan-su/']")
    return {" ".join(link.get_text(" ").split()) for link in links}


def test_everybody_sees_the_people_of_their_own_units(staff: Staff) -> None:
    own = {str(person) for person in (staff.admin, staff.second, staff.editor)}
    above = {str(staff.office), str(staff.auditor)}
    assert shown(staff.admin) == own
    assert shown(staff.stranger) == {str(staff.stranger)}
    for reader in (staff.office, staff.auditor):
        assert shown(reader) == own | above | {str(staff.stranger)}
    client = admin_client(staff.editor)
    assert client.get(url("index")).status_code == 302
    entry = f'"{url("index")}"'
    assert entry not in unescape(client.get("/admin/").content.decode())
    assert entry in unescape(admin_client(staff.admin).get("/admin/").content.decode())


def test_the_list_is_narrowed(staff: Staff) -> None:
    suspend(
        actor=staff.admin,
        person=staff.editor,
        unit=staff.unit,
        succession=Succession(staff.second),
        reason="Nghỉ",
    )
    assert shown(staff.office, "?state=suspended") == {str(staff.editor)}
    assert shown(staff.office, "?capability=auditor") == {str(staff.auditor)}
    assert shown(staff.office, f"?unit={staff.other.unit.pk}") == {str(staff.stranger)}
    assert shown(staff.office, "?q=xa la") == {str(staff.stranger)}
    assert shown(staff.admin, f"?unit={staff.other.unit.pk}") >= {str(staff.admin)}


def test_a_person_elsewhere_does_not_exist(staff: Staff) -> None:
    """Every page about people of unit B, asked for by the administrator of unit A."""
    grant_role(user=staff.stranger, unit=staff.province, capability=Capability.EDITOR)
    role = RoleAssignment.objects.get(user=staff.stranger, capability="unit_admin")
    helper = person_of(staff.other.unit, Capability.EDITOR)
    handover = suspend(
        actor=staff.stranger,
        person=helper,
        unit=staff.other.unit,
        succession=Succession(staff.stranger),
        reason="Nghỉ",
    )
    pages = [
        url("person", staff.stranger.pk),
        url("grant", staff.stranger.pk, staff.other.unit.pk),
        url("grant", staff.editor.pk, staff.other.unit.pk),
        url("suspend", staff.stranger.pk, staff.other.unit.pk),
        url("suspend", staff.stranger.pk, staff.unit.pk),
        *(url(name, role.pk) for name in ("change", "end", "delegate", "share")),
        url("restore", handover.suspension.pk),
        url("minutes", handover.pk),
        f"{url('invite')}?unit={staff.other.unit.pk}",
        f"{url('names')}?unit={staff.other.unit.pk}",
    ]
    own, foreign = admin_client(staff.stranger), admin_client(staff.admin)
    before = list(RoleAssignment.objects.order_by("pk").values())
    for page in pages:
        assert foreign.get(page).status_code == 404, page
        assert foreign.post(page, {"capability": "editor"}).status_code in {404, 405}
    assert [own.get(page).status_code for page in pages[0:2]] == [200, 200]
    assert own.get(pages[-3]).status_code == 200
    assert list(RoleAssignment.objects.order_by("pk").values()) == before


def test_an_auditor_reads_and_changes_nothing(staff: Staff) -> None:
    client = admin_client(staff.auditor)
    page = soup(client.get(url("person", staff.editor.pk)))
    acts = [str(link["href"]) for link in page.select("main .d-card a")]
    assert acts == []
    role = staff.role(staff.editor)
    before = list(RoleAssignment.objects.order_by("pk").values())
    for address in (
        url("grant", staff.editor.pk, staff.unit.pk),
        url("end", role.pk),
        url("change", role.pk),
        url("suspend", staff.editor.pk, staff.unit.pk),
        url("invite"),
        url("names"),
    ):
        assert client.post(address, {"capability": "publisher"}).status_code in {
            302,
            404,
        }
    assert list(RoleAssignment.objects.order_by("pk").values()) == before
    assert client.get(url("invitations")).status_code == 200


def test_a_role_is_given_changed_and_ended(staff: Staff) -> None:
    address, last_day = url("grant", staff.editor.pk, staff.unit.pk), day(3)
    offered = options(admin_client(staff.admin).get(address), "capability")
    assert str(Capability.PUBLISHER.label) in offered
    assert str(Capability.STANDING_OFFICE.label) not in offered
    response = fill(
        staff.admin, address, capability="publisher", until=last_day, grounds="QĐ 5"
    )
    assert response["location"] == url("person", staff.editor.pk), errors(response)
    role = RoleAssignment.objects.get(user=staff.editor, capability="publisher")
    assert role.valid_to is not None
    ends = timezone.localtime(role.valid_to)
    assert (ends - timedelta(seconds=1)).strftime("%d/%m/%Y") == last_day

    fill(staff.office, url("change", role.pk), capability="secretary", grounds="")
    role = RoleAssignment.objects.get(user=staff.editor, capability="secretary")
    fill(staff.admin, url("end", role.pk))
    assert set(
        RoleAssignment.objects.active()
        .filter(user=staff.editor)
        .values_list("capability", flat=True)
    ) == {"editor"}


def test_what_is_refused_is_said_in_words(staff: Staff) -> None:
    """The last administrator, oneself, and a value that was not offered."""
    fill(staff.admin, url("end", staff.role(staff.second).pk))
    refused = fill(staff.office, url("end", staff.role(staff.admin).pk))
    said = _(
        "%(person)s is the last administrator of %(unit)s. Name another one first."
    )
    assert said % {"person": staff.admin, "unit": staff.unit.name} in words(refused)
    tampered = fill(
        staff.admin,
        url("grant", staff.editor.pk, staff.unit.pk),
        capability="standing_office",
    )
    assert tampered.status_code == 200
    assert errors(tampered)
    own = fill(
        staff.admin,
        url("grant", staff.admin.pk, staff.unit.pk),
        capability="head_of_unit",
    )
    assert own.status_code == 200
    held = RoleAssignment.objects.active().filter(user__in=[staff.admin, staff.editor])
    assert set(held.values_list("capability", flat=True)) == {"unit_admin", "editor"}


def test_whoever_holds_a_role_delegates_it(staff: Staff) -> None:
    publisher = person_of(staff.unit, Capability.PUBLISHER)
    client = admin_client(publisher)
    address = url("delegate", staff.role(publisher).pk)
    assert address in client.get(url("own")).content.decode()
    outside = fill(
        publisher,
        address,
        to=staff.stranger.pk,
        first_day=day(0),
        last_day=day(1),
        grounds="GUQ",
    )
    assert errors(outside)
    late = fill(
        publisher,
        address,
        to=staff.editor.pk,
        first_day=day(2),
        last_day=day(1),
        grounds="GUQ",
    )
    assert errors(late)
    assert not RoleAssignment.objects.filter(delegated_by=publisher).exists()
    sent = fill(
        publisher,
        address,
        to=staff.editor.pk,
        first_day=day(0),
        last_day=day(1),
        grounds="GUQ",
    )
    assert sent["location"] == url("own"), errors(sent)
    lent = RoleAssignment.objects.get(delegated_by=publisher)
    assert str(staff.editor) in words(client.get(url("own")))
    mine = admin_client(staff.editor).get(url("own"))
    assert url("delegate", lent.pk) not in mine.content.decode()
    fill(publisher, url("end", lent.pk))
    assert not RoleAssignment.objects.active().filter(pk=lent.pk).exists()


def test_duties_are_shown_and_taken_away(staff: Staff) -> None:
    role = staff.role(staff.second)
    section = staff.living.section
    fill(staff.admin, url("share", role.pk), kind="publish", section=section.pk)
    duty = Duty.objects.get()
    assert section.title in words(admin_client(staff.admin).get(url("index")), "table")
    fill(staff.admin, url("lift", duty.pk))
    assert not Duty.objects.exists()


def test_suspension_shows_first_and_prints_afterwards(staff: Staff) -> None:
    for number in range(12):
        NewsPageFactory.create(
            parent=staff.living.section, title=f"Bản thảo {number}", owner=staff.editor,
            draft=True,
        )  # fmt: skip
    address = url("suspend", staff.editor.pk, staff.unit.pk)
    plan = words(admin_client(staff.admin).get(address))
    assert f"{_('Drafts')} (12)" in plan
    assert "Bản thảo 3" in plan
    refused = fill(staff.admin, address, successor=staff.stranger.pk, reason="Nghỉ")
    assert errors(refused)
    assert not Suspension.objects.exists()
    sent = fill(
        staff.admin, address, successor=staff.second.pk, reason="Nghỉ", decision="QĐ 9"
    )
    handover = Handover.objects.get()
    assert sent["location"] == url("minutes", handover.pk), errors(sent)
    printed = words(admin_client(staff.auditor).get(sent["location"]), "main")
    for wanted in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "BIÊN BẢN",
        staff.unit.name.upper(),
        "Bản thảo 11",
        "QĐ 9",
        staff.second.full_name,
    ):
        assert wanted in printed
    day_words = re.search(r"ngày \d\d tháng \d+ năm \d{4}", printed)
    assert day_words is not None

    fill(staff.admin, url("restore", Suspension.objects.get().pk))
    staff.editor.refresh_from_db()
    assert staff.editor.is_active


def test_a_portal_names_its_roles(staff: Staff) -> None:
    sent = fill(
        staff.admin,
        url("names"),
        name_editor="Tổ thư ký",
        board_editor="Ban biên tập",
    )
    assert sent.status_code == 302, errors(sent)
    assert RoleName.objects.get().name == "Tổ thư ký"
    assert "Tổ thư ký" in words(admin_client(staff.admin).get(url("index")), "table")
    offered = options(
        admin_client(staff.admin).get(url("grant", staff.editor.pk, staff.unit.pk)),
        "capability",
    )
    assert f"Tổ thư ký ({Capability.EDITOR.label})" in offered
    refused = fill(staff.admin, url("names"), name_editor="", board_editor="Ban")
    assert errors(refused)
    assert RoleName.objects.get().name == "Tổ thư ký"


def test_two_tabs_of_two_units_do_not_mix(staff: Staff) -> None:
    """What a page does is written in its address, not in the session."""
    grant_role(
        user=staff.admin, unit=staff.other.unit, capability=Capability.UNIT_ADMIN
    )
    client = admin_client(staff.admin)
    here = f"{url('invite')}?unit={staff.unit.pk}"
    there = f"{url('invite')}?unit={staff.other.unit.pk}"
    form = form_of(client.get(here), FORM)
    client.get(there)
    client.post("/admin/workplace/", {"unit": staff.other.unit.pk})
    person = {"full_name": "Mới", "email": "moi@dinh.example", "capability": "editor"}
    client.post(here, {**form, **person})
    (invitation,) = staff.unit.invitations.all()
    assert invitation.email == "moi@dinh.example"
    assert not staff.other.unit.invitations.exists()


def test_lists_stay_in_budget_with_five_thousand_people(staff: Staff) -> None:
    """For a keeper, an office, an auditor and a unit's administrator alike."""
    units = [staff.unit, staff.other.unit]
    make_people(units, 5_000)
    keeper = User.objects.create_superuser("quan", full_name="Quản")
    for viewer in (keeper, staff.office, staff.auditor, staff.admin):
        client = admin_client(viewer)
        for address in (
            url("index"),
            f"{url('index')}?p=2&state=working&q=ha",
            url("invitations"),
            url("person", staff.editor.pk),
        ):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            assert len(queries) <= QUERIES, (viewer, address, len(queries))
    page = soup(admin_client(staff.office).get(f"{url('index')}?p=3"))
    assert len(page.select("table tbody tr")) == 50
