"""The screen on which a portal is edited: all of it, or nothing."""

from datetime import date
from typing import Any

import pytest
from django.forms import model_to_dict
from django.test import Client
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.models import ModelLogEntry, Site

from cms.proposals.models import Proposal
from cms.proposals.services import approve
from sites import stamps
from sites.forms import HostnameRows, LanguageRows
from sites.models import (
    Branding,
    OwnerText,
    Portal,
    PortalHostname,
    PortalLanguage,
    PortalStatus,
)
from tests.admin import add_row, errors, form_of, send, soup
from tests.factories.people import UserFactory
from tests.factories.portals import (
    Living,
    MenuItemFactory,
    UnitFactory,
    living_portal,
    locale,
)

pytestmark = pytest.mark.django_db


def edit_url(living: Living) -> str:
    return f"/admin/portal/edit/{living.portal.pk}/"


def stored(portal: Portal) -> dict[str, Any]:
    """Return all that the portal's form may change."""
    portal.refresh_from_db()
    return {
        "portal": model_to_dict(portal),
        "site": Site.objects.get(pk=portal.site_id).hostname,
        "rows": [
            list(rows.objects.filter(portal=portal).order_by("pk").values())
            for rows in (PortalHostname, PortalLanguage, OwnerText, Branding)
        ],
        "logged": ModelLogEntry.objects.count(),
        "stamps": stamps.read("directory", stamps.portal_stamp(portal.pk)),
    }


def test_an_edited_portal_is_stored_and_announced(
    keeper: Client, bilingual: Living
) -> None:
    before = stored(bilingual.portal)
    response = send(keeper, edit_url(bilingual), hiding_hours=36)
    assert response["location"] == "/admin/portal/", errors(response)
    after = stored(bilingual.portal)
    assert bilingual.portal.hiding_hours == 36
    assert after["stamps"] > before["stamps"]
    assert after["logged"] == before["logged"] + 1
    assert bilingual.portal.status == PortalStatus.OPEN


def test_what_readers_see_of_it_waits_for_a_second_person(
    keeper: Client, bilingual: Living
) -> None:
    before = Branding.objects.get().phone
    response = send(keeper, edit_url(bilingual), **{"brandings-0-phone": "(024) 1"})
    assert response["location"] == "/admin/portal/", errors(response)
    assert Branding.objects.get().phone == before
    agreed()
    assert Branding.objects.get().phone == "(024) 1"


def agreed() -> None:
    """Let a second keeper agree with what was proposed."""
    approve(proposal=Proposal.objects.get(), actor=UserFactory.create(superuser=True))


def test_the_list_names_host_state_and_languages(
    keeper: Client, bilingual: Living
) -> None:
    row = soup(keeper.get("/admin/portal/")).select_one("table tbody tr")
    assert row is not None
    cells = [" ".join(cell.get_text(" ").split()) for cell in row.select("td")]
    assert cells[0].startswith(bilingual.unit.name)
    assert cells[1:] == [bilingual.host, "Đang mở", "Tiếng Việt, English", "–"]


def test_portals_are_found_once_by_any_hostname(
    keeper: Client, bilingual: Living
) -> None:
    PortalHostname.objects.create(
        portal=bilingual.portal, hostname="so-vhtt-x.localhost"
    )
    living_portal(host="khac.example")
    page = soup(keeper.get("/admin/portal/?q=localhost"))
    assert len(page.select("table tbody tr")) == 1


def closed_for_a_while() -> Living:
    """Return a portal that was open once: it opens again without the checklist."""
    living = living_portal(status=PortalStatus.SUSPENDED)
    Portal.objects.update(opened_on=date(2026, 1, 5))
    return living


def test_a_portal_on_trial_opens_by_its_checklist_only(keeper: Client) -> None:
    """The screen is no way past DNS, head and decision (ADR 0037)."""
    living = living_portal(status=PortalStatus.TRIAL)
    before = stored(living.portal)
    response = send(keeper, edit_url(living), status="open")
    assert errors(response) == ["Mở bằng danh sách điều kiện ở mục “Mở cổng”."]
    Portal.objects.update(status=PortalStatus.SUSPENDED)
    assert len(errors(send(keeper, edit_url(living), status="open"))) == 1
    Portal.objects.update(status=PortalStatus.TRIAL)
    assert stored(living.portal) == before


@pytest.mark.parametrize("field", ["name", "address", "responsible"])
def test_a_portal_without_an_owner_fact_doesn_t_open(
    keeper: Client, field: str
) -> None:
    living = closed_for_a_while()
    OwnerText.objects.update(**{field: ""})
    before = stored(living.portal)
    response = send(
        keeper, edit_url(living), status="open", **{"brandings-0-phone": "1"}
    )
    labels = {
        "name": "tên",
        "address": "địa chỉ",
        "responsible": "người chịu trách nhiệm nội dung",
    }
    assert errors(response) == [f"Chưa mở được cổng; còn thiếu: {labels[field]}."]
    assert stored(living.portal) == before


def test_what_was_typed_is_still_in_a_refused_form(keeper: Client) -> None:
    living = closed_for_a_while()
    changes = {
        "owner_texts-0-address": "",
        **add_row("hostnames", 1, hostname="moi.example"),
    }
    response = send(keeper, edit_url(living), status="open", **changes)
    form = form_of(response)
    assert form["status"] == "open"
    assert form["hostnames-1-hostname"] == "moi.example"
    assert form["hostnames-1-id"] == ""
    again = keeper.post(
        edit_url(living), {**form, "owner_texts-0-address": "Số 1, phố Huế"}
    )
    assert again["location"] == "/admin/portal/", errors(again)
    assert living.refresh().status == PortalStatus.OPEN


def test_an_open_portal_can_t_lose_an_owner_fact(
    keeper: Client, bilingual: Living
) -> None:
    before = stored(bilingual.portal)
    response = send(keeper, edit_url(bilingual), **{"brandings-0-email": ""})
    assert errors(response) == ["Chưa mở được cổng; còn thiếu: thư điện tử."]
    assert stored(bilingual.portal) == before


def test_a_portal_opens_again_when_everything_is_there(keeper: Client) -> None:
    living = closed_for_a_while()
    response = send(keeper, edit_url(living), status="open")
    assert response["location"] == "/admin/portal/", errors(response)
    portal = living.refresh()
    assert portal.status == PortalStatus.OPEN
    assert portal.opened_on is not None


def test_the_site_follows_the_canonical_hostname(
    keeper: Client, bilingual: Living
) -> None:
    old = bilingual.host
    response = send(
        keeper,
        edit_url(bilingual),
        **{"hostnames-0-is_canonical": ""},
        **add_row("hostnames", 1, hostname="Moi.Example", is_canonical="on"),
    )
    assert response["location"] == "/admin/portal/", errors(response)
    hosts = PortalHostname.objects.filter(portal=bilingual.portal)
    assert dict(hosts.values_list("hostname", "is_canonical")) == {
        old: False,
        "moi.example": True,
    }
    assert Site.objects.get(pk=bilingual.portal.site_id).hostname == "moi.example"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"hostnames-0-is_canonical": ""},
            HostnameRows.none_marked,
        ),
        (
            add_row("hostnames", 1, hostname="hai.example", is_canonical="on"),
            HostnameRows.several_marked,
        ),
        (
            {"languages-0-is_default": ""},
            LanguageRows.none_marked,
        ),
        ({"languages-1-is_default": "on"}, LanguageRows.several_marked),
        (
            add_row("hostnames", 1, hostname="localhost"),
            gettext_lazy("This hostname is the administration's."),
        ),
        (
            {"hostnames-0-DELETE": "1"},
            HostnameRows.none_marked,
        ),
    ],
    ids=["no host", "two hosts", "no language", "two languages", "house", "deleted"],
)
def test_a_portal_needs_one_of_each(
    keeper: Client, bilingual: Living, changes: dict[str, Any], said: Any
) -> None:
    before = stored(bilingual.portal)
    response = send(keeper, edit_url(bilingual), **changes)
    assert errors(response) == [str(said)]
    assert stored(bilingual.portal) == before


def test_a_taken_hostname_is_refused_by_name(keeper: Client, bilingual: Living) -> None:
    other = living_portal(
        host="khac.example", unit=UnitFactory.create(name="Bảo tàng tỉnh")
    )
    before = stored(bilingual.portal)
    response = send(
        keeper, edit_url(bilingual), **add_row("hostnames", 1, hostname="KHAC.example")
    )
    said = _("This hostname belongs to another portal: %(portal)s.")
    assert errors(response) == [said % {"portal": "Bảo tàng tỉnh"}]
    assert stored(bilingual.portal) == before
    assert stored(other.portal)["site"] == "khac.example"


def test_a_language_is_named_once(keeper: Client, bilingual: Living) -> None:
    before = stored(bilingual.portal)
    row = add_row("languages", 2, locale=locale("en").pk)
    response = send(keeper, edit_url(bilingual), **row)
    assert errors(response)
    assert stored(bilingual.portal) == before


def test_unreadable_accents_are_refused(keeper: Client, bilingual: Living) -> None:
    response = send(
        keeper, edit_url(bilingual), **{"brandings-0-accent_light": "#ffff00"}
    )
    assert len(errors(response)) == 1
    assert Branding.objects.get().accent_light == ""


def test_menu_items_are_edited_with_the_portal(
    keeper: Client, bilingual: Living
) -> None:
    item = MenuItemFactory.create(portal=bilingual.portal)
    changes = {
        "menu_items-0-title": "Cổng Chính phủ",
        **add_row(
            "menu_items",
            1,
            locale=locale("vi").pk,
            place="footer",
            title="Giới thiệu",
            sort_order=0,
            page=bilingual.section.pk,
            url="",
        ),
    }
    response = send(keeper, edit_url(bilingual), **changes)
    assert response["location"] == "/admin/portal/", errors(response)
    agreed()
    item.refresh_from_db()
    assert item.title == "Cổng Chính phủ"
    assert (
        bilingual.portal.menu_items.get(title="Giới thiệu").page_id
        == bilingual.section.pk
    )


def test_portals_are_not_added_here(keeper: Client) -> None:
    response = keeper.get("/admin/portal/new/")
    assert (response.status_code, response["location"]) == (302, "/admin/")
