"""What only the database can refuse: with every place, and with nothing created."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page, Site

from cms.provisioning.faults import SpecError
from sites.models import Unit, UnitKind
from tests.provisioning.samples import SPEC, line_of, opened, spoilt
from tests.provisioning.tables import all_rows, difference

pytestmark = pytest.mark.django_db

UNIT_VALUES = {"short_name": "Đơn vị", "kind": UnitKind.DEPARTMENT}
SECOND = spoilt(
    ("code: thu-vien\n", "code: bao-tang\n"),
    ("[thuvien.localhost, cu.thuvien.localhost]", "[baotang.localhost]"),
    ("responsible: tv.bientap", "responsible: bt.bientap"),
    ("username: tv.bientap", "username: bt.bientap"),
    ("username: tv.xuatban", "username: bt.xuatban"),
)


def refused(text: str) -> list[tuple[int, str, str]]:
    """Return the conflicts of a specification, which must leave nothing behind."""
    before = all_rows()
    with pytest.raises(SpecError) as error:
        opened(text)
    assert difference(before, all_rows()) == {}
    return [(fault.line, fault.place, fault.message) for fault in error.value.faults]


def test_a_specification_in_order_has_no_conflict() -> None:
    assert opened(SPEC) != []
    assert opened(SECOND) != []


def test_the_hostname_of_another_portal_is_refused() -> None:
    opened(SPEC)
    text = spoilt(
        ("[baotang.localhost]", "[baotang.localhost, cu.thuvien.localhost]"),
        text=SECOND,
    )
    assert refused(text) == [
        (
            line_of(text, "hostnames:"),
            "portal.hostnames[1]",
            "“cu.thuvien.localhost” belongs to the portal of Thư viện tỉnh",
        )
    ]


def test_the_hostname_of_a_site_that_is_no_portal_is_refused() -> None:
    root = Page.get_first_root_node()
    Site.objects.create(hostname="thuvien.localhost", port=81, root_page=root)
    assert refused(SPEC) == [
        (
            line_of(SPEC, "hostnames:"),
            "portal.hostnames[0]",
            "“thuvien.localhost” is the host of a site that is no portal",
        )
    ]


def unknown(code: str) -> str:
    return f"the unit “{code}” is not known; open or name it first"


def test_an_unknown_parent_is_refused() -> None:
    text = spoilt(("  parent: so-van-hoa\n", "  parent: so-la\n"))
    assert refused(text) == [
        (line_of(text, "parent: so-la"), "unit.parent", unknown("so-la"))
    ]


def test_an_unknown_parent_of_a_unit_above_is_refused() -> None:
    text = spoilt(("parent: ubnd-tinh}", "parent: ubnd-la}"))
    assert refused(text) == [
        (line_of(text, "parent: ubnd-la"), "above[1].parent", unknown("ubnd-la"))
    ]


def test_units_above_are_named_from_the_top_down() -> None:
    top = (
        "  - {code: ubnd-tinh, name: Ủy ban nhân dân tỉnh, short_name: UBND, "
        "kind: province}\n"
    )
    below = (
        "  - {code: so-van-hoa, name: Sở Văn hóa, short_name: Sở, kind: department, "
        "parent: ubnd-tinh}\n"
    )
    text = spoilt((top + below, below + top))
    assert refused(text) == [
        (line_of(text, "so-van-hoa, name"), "above[0].parent", unknown("ubnd-tinh"))
    ]


def test_an_unknown_successor_is_refused() -> None:
    text = spoilt(
        (
            "  valid_from: 2008-08-01\n",
            (
                "  valid_to: 2025-06-30\n"
                "  successors: [{unit: moi, kind: merge, effective_on: 2025-07-01}]\n"
            ),
        )
    )
    assert refused(text) == [
        (line_of(text, "unit: moi"), "unit.successors[0].unit", unknown("moi"))
    ]


def test_an_unknown_owner_of_a_section_is_refused() -> None:
    text = spoilt(("owner: so-van-hoa", "owner: so-la"))
    assert refused(text) == [
        (line_of(text, "owner: so-la"), "sections[0].owner", unknown("so-la"))
    ]


def test_units_that_are_there_already_may_be_named() -> None:
    Unit.objects.create(code="so-la", name="Sở", **UNIT_VALUES)
    text = spoilt(
        ("  parent: so-van-hoa\n", "  parent: so-la\n"),
        ("owner: so-van-hoa", "owner: so-la"),
    )
    assert opened(text) != []


def test_a_unit_never_comes_to_lie_below_itself() -> None:
    opened(SPEC)
    Unit.objects.create(
        code="phong",
        name="Phòng",
        parent=Unit.objects.get(code="thu-vien"),
        **UNIT_VALUES,
    )
    text = spoilt(("  parent: so-van-hoa\n", "  parent: phong\n"))
    assert refused(text) == [
        (
            line_of(text, "parent: phong"),
            "unit.parent",
            "A unit can't lie below itself.",
        )
    ]


def test_a_portal_keeps_its_default_language() -> None:
    opened(SPEC)
    text = spoilt(("languages: [vi, en]", "languages: [en, vi]"))
    assert refused(text) == [
        (
            line_of(text, "languages:"),
            "portal.languages[0]",
            "the portal's default language is Tiếng Việt and stays so",
        )
    ]


def test_the_account_of_somebody_of_another_unit_is_refused() -> None:
    opened(SPEC)
    text = spoilt(("username: bt.xuatban", "username: tv.xuatban"), text=SECOND)
    assert refused(text) == [
        (
            line_of(text, "tv.xuatban"),
            "accounts[1].username",
            "“tv.xuatban” is the account of somebody of another unit",
        )
    ]


def test_an_account_without_any_role_is_not_taken_over() -> None:
    get_user_model().objects.create_superuser(
        "tv.xuatban", "quantri@dinh.example", "x", full_name="Quản trị"
    )
    assert [place for _line, place, _message in refused(SPEC)] == [
        "accounts[1].username"
    ]


def test_all_conflicts_are_told_at_once() -> None:
    opened(SPEC)
    text = spoilt(
        ("[baotang.localhost]", "[thuvien.localhost, cu.thuvien.localhost]"),
        ("  parent: so-van-hoa\n", "  parent: so-la\n"),
        ("owner: so-van-hoa", "owner: phong-la"),
        ("username: bt.xuatban", "username: tv.xuatban"),
        text=SECOND,
    )
    assert [place for _line, place, _message in refused(text)] == [
        "unit.parent",
        "portal.hostnames[0]",
        "portal.hostnames[1]",
        "sections[0].owner",
        "accounts[1].username",
    ]
