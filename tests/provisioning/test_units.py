"""The unit's part of a specification, and that of the units above it."""

from datetime import date, time

import pytest

from cms.provisioning.parse import parse
from cms.provisioning.spec import HoursSpec, SuccessionSpec, UnitSpec
from tests.provisioning.samples import SPEC, faults_of, spoilt, told

MORNING, MIDDAY = time(7, 30), time(11, 30)
AFTERNOON, EVENING = time(13, 30), time(17)


def test_a_unit_is_read_with_every_value() -> None:
    spec = parse(SPEC)
    assert spec.unit == UnitSpec(
        code="thu-vien",
        name="Thư viện tỉnh",
        short_name="Thư viện",
        symbol="TV",
        kind="subordinate",
        regime="state",
        parent="so-van-hoa",
        ma_dinh_danh="H00.1",
        valid_from=date(2008, 8, 1),
        valid_to=None,
        office_hours=(
            HoursSpec(1, MORNING, MIDDAY),
            HoursSpec(1, AFTERNOON, EVENING),
            HoursSpec(2, MORNING, MIDDAY),
        ),
        successions=(),
    )


def test_units_above_are_read_in_their_order() -> None:
    assert [(unit.code, unit.parent, unit.regime) for unit in parse(SPEC).above] == [
        ("ubnd-tinh", "", "state"),
        ("so-van-hoa", "ubnd-tinh", "state"),
    ]


def test_successors_of_a_historic_unit_are_read() -> None:
    successors = (
        "  valid_from: 2008-08-01\n"
        "  valid_to: 2025-06-30\n"
        "  successors:\n"
        "    - {unit: thu-vien-moi, kind: merge, decision: 12/QĐ-UBND,\n"
        "       decided_on: 2025-06-12, effective_on: 2025-07-01}\n"
    )
    unit = parse(spoilt(("  valid_from: 2008-08-01\n", successors))).unit
    assert unit.valid_to == date(2025, 6, 30)
    assert unit.successions == (
        SuccessionSpec(
            unit="thu-vien-moi",
            kind="merge",
            decision="12/QĐ-UBND",
            decided_on=date(2025, 6, 12),
            effective_on=date(2025, 7, 1),
        ),
    )


FAULTS: dict[str, tuple[str, str, str, str]] = {
    "a successor twice": (
        "  valid_from: 2008-08-01\n",
        (
            "  successors:\n"
            "    - {unit: moi, kind: split, effective_on: 2025-07-01}\n"
            "    - {unit: moi, kind: merge, effective_on: 2025-07-01}\n"
        ),
        "unit.successors[1]",
        "“moi” stands here twice",
    ),
    "a unit without a code": ("  code: thu-vien\n", "", "unit.code", "is missing"),
    "a unit without a name": (
        "  name: Thư viện tỉnh\n  short_name",
        "  short_name",
        "unit.name",
        "is missing",
    ),
    "a unit without a short name": (
        "  short_name: Thư viện\n",
        "",
        "unit.short_name",
        "is missing",
    ),
    "a unit above twice": (
        "code: ubnd-tinh, name",
        "code: so-van-hoa, name",
        "above[1]",
        "“so-van-hoa” stands here twice",
    ),
    "a stretch without its end": (
        ", to: 17:00}",
        "}",
        "unit.office_hours[1].to",
        "is missing",
    ),
    "a succession without its unit": (
        "  valid_from: 2008-08-01\n",
        "  successors: [{kind: merge, effective_on: 2025-07-01}]\n",
        "unit.successors[0].unit",
        "is missing",
    ),
    "an unknown fact of a succession": (
        "  valid_from: 2008-08-01\n",
        "  successors: [{unit: moi, kind: merge, on: 1, effective_on: 2025-07-01}]\n",
        "unit.successors[0].on",
        "is not known here",
    ),
    "an unknown fact of office hours": (
        "{days: [mon], from",
        "{days: [mon], room: 1, from",
        "unit.office_hours[1].room",
        "is not known here",
    ),
    "an unknown part": ("quotas:\n", "quotes:\n", "quotes", "is not known here"),
    "a code with a space": (
        "code: thu-vien\n",
        "code: thu vien\n",
        "unit.code",
        "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
    ),
    "a unit's unknown kind": (
        "kind: subordinate",
        "kind: shop",
        "unit.kind",
        (
            "“shop” is not one of province, department, subordinate, commune, "
            "mass_organisation, party_body, historic_district"
        ),
    ),
    "an unknown regime": (
        "regime: state",
        "regime: army",
        "unit.regime",
        "“army” is not one of state, party, mass",
    ),
    "a unit that ends before it begins": (
        "  valid_from: 2008-08-01\n",
        "  valid_from: 2008-08-01\n  valid_to: 2008-07-31\n",
        "unit.valid_to",
        "A unit can't end before it begins.",
    ),
    "a unit below itself": (
        "  parent: so-van-hoa\n",
        "  parent: thu-vien\n",
        "unit.parent",
        "A unit can't be its own parent.",
    ),
    "a unit that succeeds itself": (
        "  valid_from: 2008-08-01\n",
        "  successors: [{unit: thu-vien, kind: merge, effective_on: 2025-07-01}]\n",
        "unit.successors[0].unit",
        "A unit can't succeed itself.",
    ),
    "a succession without its day": (
        "  valid_from: 2008-08-01\n",
        "  successors: [{unit: thu-vien-moi, kind: merge}]\n",
        "unit.successors[0].effective_on",
        "is missing",
    ),
    "a succession of an unknown kind": (
        "  valid_from: 2008-08-01\n",
        "  successors: [{unit: moi, kind: eaten, effective_on: 2025-07-01}]\n",
        "unit.successors[0].kind",
        "“eaten” is not one of merge, split, rename, dissolve, transfer",
    ),
    "an unknown weekday": (
        "days: [mon]",
        "days: [mon, thur]",
        "unit.office_hours[1].days[1]",
        "“thur” is not one of mon, tue, wed, thu, fri, sat, sun",
    ),
    "no weekday": (
        "days: [mon]",
        "days: []",
        "unit.office_hours[1].days",
        "names no day",
    ),
    "a time that does not exist": (
        "from: 13:30",
        "from: 25:30",
        "unit.office_hours[1].from",
        "must be a time like 07:30",
    ),
    "a time with a zone": (
        "from: 13:30",
        "from: 07Z",
        "unit.office_hours[1].from",
        "must be a time like 07:30",
    ),
    "closing before opening": (
        "to: 17:00",
        "to: 13:30",
        "unit.office_hours[1]",
        "Opening time must be before closing time.",
    ),
    "stretches that overlap": (
        "from: 13:30",
        "from: 11:00",
        "unit.office_hours",
        "Two stretches of one day overlap.",
    ),
    "successors of a unit above": (
        "kind: province}",
        "kind: province, successors: []}",
        "above[0].successors",
        "is not known here",
    ),
    "the unit among those above": (
        "code: so-van-hoa,",
        "code: thu-vien,",
        "above",
        "names the unit itself",
    ),
}


@pytest.mark.parametrize(
    ("old", "new", "place", "message"), FAULTS.values(), ids=FAULTS
)
def test_a_fault_is_named_with_its_place(
    old: str, new: str, place: str, message: str
) -> None:
    assert told(faults_of(spoilt((old, new)))) == [(place, message)]
