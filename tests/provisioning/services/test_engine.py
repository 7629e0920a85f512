"""Opening a portal: everything, once, or nothing."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from cms.core.models import EditorialRecord
from cms.evidence.content import content_hash
from cms.evidence.kinds import Deed
from cms.pages.models import HomePage, SectionPage, UnitFolder
from cms.provisioning.parse import parse
from cms.provisioning.services import open_portal
from cms.provisioning.spec import PortalSpec
from sites.directory import directory
from sites.models import (
    MenuItem,
    OfficeHours,
    OwnerText,
    Portal,
    PortalHostname,
    PortalLanguage,
    RoleAssignment,
    RoleName,
    Unit,
    UnitSuccession,
)
from tests.provisioning.samples import (
    LINES,
    SOURCE,
    SPEC,
    evidence_of,
    opened,
    section,
    spoilt,
)
from tests.provisioning.tables import all_rows, difference

pytestmark = pytest.mark.django_db


def test_what_was_done_is_told_line_by_line() -> None:
    assert opened() == LINES


def test_the_unit_stands_in_its_line_with_its_hours(portal: Portal) -> None:
    unit = Unit.objects.get(code="thu-vien")
    assert portal.unit == unit
    above = list(Unit.objects.values_list("code", "parent__code").order_by("pk"))
    assert above == [
        ("ubnd-tinh", None),
        ("so-van-hoa", "ubnd-tinh"),
        ("thu-vien", "so-van-hoa"),
    ]
    assert (unit.symbol, unit.ma_dinh_danh) == ("TV", "H00.1")
    hours = OfficeHours.objects.filter(unit=unit)
    assert list(hours.values_list("weekday", "opens", "closes")) == [
        (1, time(7, 30), time(11, 30)),
        (1, time(13, 30), time(17)),
        (2, time(7, 30), time(11, 30)),
    ]


def test_the_tree_is_a_folder_with_a_home_and_its_sections(portal: Portal) -> None:
    folder = UnitFolder.objects.get()
    home = HomePage.objects.get()
    assert (folder.slug, folder.unit) == ("thu-vien", portal.unit)
    assert (home.url_path, home.live) == ("/thu-vien/vi/", True)
    assert portal.site.root_page_id == home.pk
    assert list(
        SectionPage.objects.child_of(home).values_list(
            "slug", "lists", "live", "show_in_menus"
        )
    ) == [
        ("tin-tuc", "news", True, True),
        ("ke-hoach", "pages", True, True),
        ("lich", "events", True, True),
    ]


def test_a_section_has_owner_person_and_freshness(portal: Portal) -> None:
    news = section("tin-tuc")
    assert (news.title, news.summary, news.colour) == (
        "Tin tức",
        "Việc của thư viện.",
        2,
    )
    assert news.owner_unit == Unit.objects.get(code="so-van-hoa")
    assert news.responsible == get_user_model().objects.get(username="tv.bientap")
    assert news.freshness_days == 7
    assert section("ke-hoach").owner_unit == portal.unit
    assert section("ke-hoach").responsible is None


def test_the_front_page_leads_with_news_and_sets_official_work_apart(
    portal: Portal,
) -> None:
    body = [
        (block.block_type, [page.slug for page in block.value.get("sections", [])])
        for block in HomePage.objects.get().body
    ]
    assert body == [
        ("lead", []),
        ("notice_band", ["ke-hoach", "lich"]),
        ("section_rows", ["tin-tuc"]),
        ("photo_reports", []),
        ("videos", []),
        ("sources", []),
        ("links", []),
    ]


def test_the_portal_is_open_at_its_canonical_host(portal: Portal) -> None:
    assert portal.status == "open"
    assert portal.opened_on is not None
    assert (portal.site.hostname, portal.site.is_default_site) == (
        "thuvien.localhost",
        False,
    )
    rows = PortalHostname.objects.values_list("hostname", "is_canonical")
    assert dict(rows) == {"thuvien.localhost": True, "cu.thuvien.localhost": False}
    found = directory.portal_at("cu.thuvien.localhost")
    assert found is not None
    assert (found.portal_id, found.hostname) == (portal.pk, "thuvien.localhost")


def test_the_portal_speaks_its_languages(portal: Portal) -> None:
    rows = PortalLanguage.objects.values_list("locale__language_code", "is_default")
    assert list(rows) == [("vi", True), ("en", False)]
    texts = OwnerText.objects.values_list("locale__language_code", "name", "address")
    assert list(texts) == [
        ("vi", "Thư viện tỉnh", "Số 1, đường Cách Mạng Tháng Tám"),
        ("en", "Provincial Library", "1 Cach Mang Thang Tam"),
    ]


def test_official_links_keep_their_order(portal: Portal) -> None:
    rows = MenuItem.objects.values_list("locale__language_code", "title", "place")
    assert list(rows.order_by("-locale__language_code", "sort_order")) == [
        ("vi", "Thư viện Quốc gia", "links"),
        ("vi", "Cổng tỉnh", "links"),
        ("en", "National Library", "links"),
    ]


def test_channels_and_quotas_are_kept_for_later(portal: Portal) -> None:
    assert portal.plan == parse(SPEC).plan


def test_people_have_their_roles_and_no_password(portal: Portal) -> None:
    roles = RoleAssignment.objects.values_list("user__username", "capability")
    assert sorted(roles) == [
        ("tv.bientap", "editor"),
        ("tv.bientap", "media_keeper"),
        ("tv.xuatban", "publisher"),
    ]
    person = get_user_model().objects.get(username="tv.bientap")
    assert (person.full_name, person.pen_name, person.phone) == (
        "Nguyễn Thị Hà",
        "Hạ Miên",
        "0900000201",
    )
    assert not person.has_usable_password()
    assert not person.groups.exists()  # roles are read, never copied into groups
    assert person.has_perm("core.change_editorialrecord")


def test_everything_live_has_evidence_of_its_import(portal: Portal) -> None:
    pages = [HomePage.objects.get(), *SectionPage.objects.all()]
    assert len(pages) == 4
    for page in pages:
        (evidence,) = evidence_of(page)
        assert evidence.deed == Deed.IMPORTED
        assert evidence.facts == {"source": SOURCE}
        assert evidence.actor is None
        assert evidence.revision_id == page.live_revision_id
        record = EditorialRecord.objects.get(translation_key=page.translation_key)
        assert evidence.content_hash == content_hash(page, record)
        assert record.issuing_name == "Thư viện tỉnh"
        assert record.issuing_symbol == "TV"


def test_a_dry_run_tells_the_plan_and_leaves_nothing() -> None:
    before = all_rows()
    assert opened(dry_run=True) == LINES
    assert difference(before, all_rows()) == {}
    assert directory.portal_at("thuvien.localhost") is None


def test_a_portal_can_be_opened_on_trial_and_then_for_all() -> None:
    trial = spoilt(("status: open", "status: trial"))
    assert opened(trial) == LINES[:-1]
    portal = Portal.objects.get()
    assert (portal.status, portal.opened_on) == ("trial", None)
    assert opened() == ["~ portal: Thư viện tỉnh: status"]
    portal.refresh_from_db()
    assert portal.status == "open"
    assert portal.opened_on is not None


def test_the_successor_of_a_historic_unit_is_kept() -> None:
    opened()
    text = spoilt(
        ("code: thu-vien\n", "code: thu-vien-cu\n"),
        (
            "  valid_from: 2008-08-01\n",
            (
                "  valid_to: 2025-06-30\n  successors: [{unit: thu-vien, kind: merge, "
                "decision: 12/QĐ-UBND, effective_on: 2025-07-01}]\n"
            ),
        ),
        ("status: open", "status: frozen"),
        ("[thuvien.localhost, cu.thuvien.localhost]", "[xua.localhost]"),
        ("responsible: tv.bientap", "responsible: cu.bientap"),
        ("username: tv.bientap", "username: cu.bientap"),
        ("username: tv.xuatban", "username: cu.xuatban"),
    )
    lines = opened(text)
    assert "+ succession: Thư viện tỉnh → Thư viện tỉnh" in lines
    succession = UnitSuccession.objects.get()
    assert succession.successor.code == "thu-vien"
    assert (succession.kind, succession.decision) == ("merge", "12/QĐ-UBND")
    assert Portal.objects.get(unit__code="thu-vien-cu").status == "frozen"
    assert opened(text) == []


@pytest.mark.parametrize(
    ("fact", "label"),
    [
        ("email", "e-mail"),
        ("phone", "phone"),
        ("name", "name"),
        ("address", "address"),
        ("responsible", "person responsible for content"),
    ],
)
def test_no_portal_opens_without_its_owners_facts(fact: str, label: str) -> None:
    spec = parse(SPEC)
    opened(spoilt(("status: open", "status: trial")))
    before = all_rows()
    with pytest.raises(ValidationError) as refused:
        open_portal(spec=without(spec, fact), source=SOURCE)
    assert refused.value.messages == [f"The portal can't open; missing: {label}."]
    assert difference(before, all_rows()) == {}


def without(spec: PortalSpec, fact: str) -> PortalSpec:
    """Return a specification that parsing would not have let through."""
    changes: dict[str, Any] = {fact: ""}
    if fact in {"email", "phone"}:
        return replace(spec, **changes)
    owner = replace(spec.owners["vi"], **changes)
    return replace(spec, owners={**spec.owners, "vi": owner})


def test_a_fault_in_the_middle_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*args: object, **kwargs: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("cms.provisioning.services.engine.compose_home", break_down)
    before = all_rows()
    with pytest.raises(RuntimeError, match="power cut"):
        opened()
    assert difference(before, all_rows()) == {}
    assert directory.portal_at("thuvien.localhost") is None


def test_roles_are_called_what_the_plan_calls_them() -> None:
    """What a rerun finds renamed is named again; other names stay."""
    text = f"{SPEC}roles:\n  editor: {{name: Tổ thư ký, board: Ban biên tập}}\n"
    opened(text)
    portal = Portal.objects.get()
    names = RoleName.objects.filter(portal=portal)
    assert list(names.values_list("capability", "name", "board")) == [
        ("editor", "Tổ thư ký", "Ban biên tập")
    ]
    names.create(portal=portal, capability="auditor", name="Thanh tra")
    names.filter(capability="editor").update(name="Khác")
    assert len(opened(text)) == 1
    assert set(names.values_list("name", flat=True)) == {"Tổ thư ký", "Thanh tra"}
