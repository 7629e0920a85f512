"""Sections, accounts and the plan of a specification."""

import pytest

from cms.provisioning.parse import parse
from cms.provisioning.spec import AccountSpec, SectionSpec
from tests.provisioning.samples import SPEC, faults_of, spoilt, told


def test_sections_are_read_with_every_value_and_with_defaults() -> None:
    sections = parse(SPEC).sections
    assert sections[0] == SectionSpec(
        slug="tin-tuc",
        title="Tin tức",
        intro="Việc của thư viện.",
        colour=2,
        lists="news",
        owner="so-van-hoa",
        responsible="tv.bientap",
        freshness_days=7,
        titles={"en": "News"},
    )
    assert sections[1] == SectionSpec(
        slug="ke-hoach",
        title="Kế hoạch",
        intro="",
        colour=1,
        lists="pages",
        owner="thu-vien",
        responsible="",
        freshness_days=None,
    )


def test_accounts_are_read_with_every_value_and_with_defaults() -> None:
    assert parse(SPEC).accounts == (
        AccountSpec(
            username="tv.bientap",
            full_name="Nguyễn Thị Hà",
            position="Biên tập viên",
            email="ha@thuvien.example",
            phone="0900000201",
            pen_name="Hạ Miên",
            roles=("editor", "media_keeper"),
        ),
        AccountSpec(
            username="tv.xuatban",
            full_name="Phạm Dũng",
            position="",
            email="dung@thuvien.example",
            phone="",
            pen_name="",
            roles=("publisher",),
        ),
    )


def test_channels_and_quotas_are_kept_as_json_keeps_them() -> None:
    assert parse(SPEC).plan == {
        "channels": [
            {
                "kind": "fanpage",
                "name": "Thư viện tỉnh",
                "url": "https://facebook.example/thuvien",
                "mandatory": True,
            }
        ],
        "quotas": [
            {
                "source": "S0",
                "requirement": "QUO-01",
                "what": "tin_bai",
                "at_least": 30,
                "since": "2023-01-30",
            }
        ],
    }


FAULTS: dict[str, tuple[str, str, str, str]] = {
    "an unknown fact of a section": (
        "freshness_days: 7",
        "fresh: 7",
        "sections[0].fresh",
        "is not known here",
    ),
    "a section without an address": (
        "  - slug: ke-hoach\n    title: Kế hoạch\n",
        "  - title: Kế hoạch\n",
        "sections[1].slug",
        "is missing",
    ),
    "a translated title left empty": (
        "titles: {en: News}",
        "titles: {en: ''}",
        "sections[0].titles.en",
        "is missing",
    ),
    "an unknown fact of an account": (
        "pen_name: Hạ Miên",
        "penname: Hạ Miên",
        "accounts[0].penname",
        "is not known here",
    ),
    "an account without a username": (
        "{username: tv.xuatban, full_name",
        "{full_name",
        "accounts[1].username",
        "is missing",
    ),
    "an account without an e-mail": (
        "    email: ha@thuvien.example\n",
        "",
        "accounts[0].email",
        "is missing",
    ),
    "an account's e-mail that is none": (
        "email: ha@thuvien.example",
        "email: ha",
        "accounts[0].email",
        "Enter a valid email address.",
    ),
    "a section's address in capitals": (
        "slug: ke-hoach",
        "slug: Ke_Hoach",
        "sections[1].slug",
        "An address is small letters and digits, joined by hyphens.",
    ),
    "a section twice": (
        "slug: ke-hoach",
        "slug: tin-tuc",
        "sections[1]",
        "“tin-tuc” stands here twice",
    ),
    "a section without a title": (
        "    title: Kế hoạch\n",
        "",
        "sections[1].title",
        "is missing",
    ),
    "a title in an unknown language": (
        "titles: {en: News}",
        "titles: {xx: News}",
        "sections[0].titles.xx",
        "is not known here",
    ),
    "a colour no theme has": (
        "colour: 2",
        "colour: 9",
        "sections[0].colour",
        "must be a whole number from 1 to 8",
    ),
    "a list of nothing known": (
        "lists: news",
        "lists: videos",
        "sections[0].lists",
        "“videos” is not one of news, events, pages",
    ),
    "somebody responsible without an account": (
        "responsible: tv.bientap",
        "responsible: tv.nguoi-la",
        "sections[0].responsible",
        "“tv.nguoi-la” is none of the accounts",
    ),
    "freshness that is no number": (
        "freshness_days: 7",
        "freshness_days: weekly",
        "sections[0].freshness_days",
        "must be a whole number from 1 to 1830",
    ),
    "a username with a space": (
        "username: tv.xuatban",
        "username: tv xuatban",
        "accounts[1].username",
        (
            "Enter a valid username. This value may contain only letters, numbers, and "
            "@/./+/-/_ characters."
        ),
    ),
    "an account twice": (
        "username: tv.xuatban",
        "username: tv.bientap",
        "accounts[1]",
        "“tv.bientap” stands here twice",
    ),
    "an account without a name": (
        "    full_name: Nguyễn Thị Hà\n",
        "",
        "accounts[0].full_name",
        "is missing",
    ),
    "an account without a role": (
        "roles: [publisher]",
        "roles: []",
        "accounts[1].roles",
        "names no role",
    ),
    "an unknown role": (
        "roles: [publisher]",
        "roles: [king]",
        "accounts[1].roles[0]",
        (
            "“king” is not one of contributor, editor, technical_editor, secretary, "
            "field_reviewer, publisher, head_of_unit, spokesperson, translator, "
            "proofreader, media_keeper, moderator, finance_viewer, unit_admin, "
            "standing_office, auditor"
        ),
    ),
    "channels that are no list": (
        (
            '  - {kind: fanpage, name: Thư viện tỉnh, url: "https://facebook.example/thuvien"'
            ", mandatory: true}\n"
        ),
        "  fanpage\n",
        "channels",
        "must be a list",
    ),
    "a quota that is no mapping": (
        (
            "  - {source: S0, requirement: QUO-01, what: tin_bai, at_least: 30, "
            "since: 2023-01-30}\n"
        ),
        "  - ba mươi tin\n",
        "quotas[0]",
        "must be a mapping",
    ),
}


@pytest.mark.parametrize(
    ("old", "new", "place", "message"), FAULTS.values(), ids=FAULTS
)
def test_a_fault_is_named_with_its_place(
    old: str, new: str, place: str, message: str
) -> None:
    assert told(faults_of(spoilt((old, new)))) == [(place, message)]
