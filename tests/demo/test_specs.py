"""The demonstration's portals: the institutions of the source plans, whole and apart."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from cms.demo.loader import spec_paths
from cms.provisioning.faults import SpecError
from cms.provisioning.parse import parse
from cms.provisioning.spec import PortalSpec, UnitSpec
from tests.demo.promises import EMPTY_PROMISE

Specs = dict[str, PortalSpec]

UNITS_OF_TAY_NINH = [
    "so-vhttdl-tay-ninh",
    "thu-vien-tinh-tay-ninh",
    "trung-tam-van-hoa-nghe-thuat-tay-ninh",
    "bao-tang-tinh-tay-ninh",
    "trung-tam-xuc-tien-du-lich-tay-ninh",
    "trung-tam-huan-luyen-tdtt-tay-ninh",
]
# SEC-01 to SEC-08, in the order of the plan.
SECTIONS_OF_HA_NOI = [
    "Tin tức – Sự kiện",
    "Văn hóa",
    "Thể thao",
    "Quy tắc ứng xử",
    "Người Hà Nội thanh lịch – văn minh",
    "Hà Nội đẹp và chưa đẹp",
    "Tiêu điểm Hà Nội",
    "Cải cách hành chính",
]


def all_units(spec: PortalSpec) -> tuple[UnitSpec, ...]:
    return (*spec.above, spec.unit)


def twins(keys: list[str]) -> list[str]:
    return [key for key, number in Counter(keys).items() if number > 1]


@pytest.mark.parametrize("path", spec_paths(), ids=lambda path: path.stem)
def test_a_specification_is_in_order(path: Path) -> None:
    try:
        spec = parse(path.read_text(encoding="utf-8"))
    except SpecError as refused:
        pytest.fail(str(refused))
    assert path.stem.split("-", 1)[1] == spec.unit.code


def test_specifications_are_numbered_in_order_of_opening() -> None:
    numbers = [int(path.stem.split("-", 1)[0]) for path in spec_paths()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_there_are_at_least_twelve_portals(specs: Specs) -> None:
    assert len(specs) >= 12


def test_the_department_of_tay_ninh_stands_with_its_five_units(specs: Specs) -> None:
    assert set(UNITS_OF_TAY_NINH) <= set(specs)
    parents = {specs[code].unit.parent for code in UNITS_OF_TAY_NINH[1:]}
    assert parents == {"so-vhttdl-tay-ninh"}


def test_ha_noi_has_the_eight_sections_of_its_plan(specs: Specs) -> None:
    titles = [section.title for section in specs["so-vhtt-ha-noi"].sections]
    assert titles[:8] == SECTIONS_OF_HA_NOI


def test_ha_noi_speaks_vietnamese_and_english(specs: Specs) -> None:
    assert specs["so-vhtt-ha-noi"].languages == ("vi", "en")


def test_units_named_are_opened_or_named_before(specs: Specs) -> None:
    known: set[str] = set()
    for spec in specs.values():
        for unit in all_units(spec):
            assert not unit.parent or unit.parent in known, unit.code
            known.add(unit.code)
        named = {succession.unit for succession in spec.unit.successions}
        named |= {section.owner for section in spec.sections}
        assert named <= known, spec.unit.code


def test_a_unit_named_twice_is_the_same_both_times(specs: Specs) -> None:
    """Two specifications that disagree would change it back and forth."""
    seen: dict[str, UnitSpec] = {}
    for spec in specs.values():
        for unit in all_units(spec):
            assert seen.setdefault(unit.code, unit) == unit


def test_hosts_and_accounts_belong_to_one_portal(specs: Specs) -> None:
    hosts = [host for spec in specs.values() for host in spec.hostnames]
    people = [person.username for spec in specs.values() for person in spec.accounts]
    assert twins(hosts) == []
    assert twins(people) == []


def test_hosts_are_resolved_to_this_machine(specs: Specs) -> None:
    hosts = [host for spec in specs.values() for host in spec.hostnames]
    assert [host for host in hosts if not host.endswith(".localhost")] == []


def test_nobody_real_is_written_to(specs: Specs) -> None:
    addresses = [
        address
        for spec in specs.values()
        for address in (spec.email, *(person.email for person in spec.accounts))
    ]
    assert [it for it in addresses if not it.endswith(".example")] == []


def test_every_portal_has_somebody_who_writes_and_somebody_who_publishes(
    specs: Specs,
) -> None:
    for spec in specs.values():
        roles = {role for person in spec.accounts for role in person.roles}
        assert {"editor", "publisher"} <= roles, spec.unit.code


def test_what_no_longer_exists_is_frozen_beside_its_living_successor(
    specs: Specs,
) -> None:
    frozen = {code for code, spec in specs.items() if spec.status == "frozen"}
    assert frozen == {
        *("hoi-lhpn-quan-hai-chau", "ban-tuyen-giao-kien-giang"),
        *("hoi-lhpn-quang-nam", "hoi-lhpn-phuong-thach-thang"),
    }
    ended = {code for code, spec in specs.items() if spec.unit.valid_to}
    assert ended == frozen
    for code in frozen:
        successors = [entry.unit for entry in specs[code].unit.successions]
        assert [specs[successor].status for successor in successors] == ["open"]


def test_a_portal_links_to_no_other_portal_of_the_house(specs: Specs) -> None:
    hosts = {host for spec in specs.values() for host in spec.hostnames}
    links = [
        link.url
        for spec in specs.values()
        for of_language in spec.links.values()
        for link in of_language
    ]
    assert links
    assert [link for link in links if any(host in link for host in hosts)] == []
    assert [link for link in links if not link.startswith("https://")] == []


def test_a_section_tells_what_it_is_about(specs: Specs) -> None:
    silent = [
        f"{code}: {section.slug}"
        for code, spec in specs.items()
        for section in spec.sections
        if not (section.intro and section.responsible)
    ]
    assert silent == []


def test_a_language_besides_vietnamese_has_its_section_titles(specs: Specs) -> None:
    missing = [
        f"{code}: {section.slug}: {language}"
        for code, spec in specs.items()
        for language in spec.languages[1:]
        for section in spec.sections
        if not section.titles.get(language)
    ]
    assert missing == []


def test_all_text_is_composed(raw_texts: dict[str, str]) -> None:
    assert [
        name
        for name, text in raw_texts.items()
        if not unicodedata.is_normalized("NFC", text)
    ] == []


def test_nothing_is_promised_for_later(raw_texts: dict[str, str]) -> None:
    found = {name: EMPTY_PROMISE.search(text) for name, text in raw_texts.items()}
    assert [name for name, promise in found.items() if promise] == []


@pytest.mark.parametrize("words", ["Đang cập nhật", "đang được xây dựng"])
def test_an_empty_promise_is_recognised(words: str) -> None:
    assert EMPTY_PROMISE.search(words)
