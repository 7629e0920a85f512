"""From a specification's text to values: all faults at once, and nothing written."""

import pytest

from cms.provisioning.faults import SpecError
from cms.provisioning.parse import parse
from cms.provisioning.spec import (
    LinkSpec,
    OwnerSpec,
)
from tests.provisioning.samples import (
    MANY,
    PLACES_OF_MANY,
    SPEC,
    faults_of,
    line_of,
    spoilt,
    told,
)
from tests.provisioning.tables import all_rows, difference


def test_a_portal_is_read_with_every_value() -> None:
    spec = parse(SPEC)
    assert spec.status == "open"
    assert spec.hostnames == ("thuvien.localhost", "cu.thuvien.localhost")
    assert spec.languages == ("vi", "en")
    assert (spec.style, spec.theme) == ("bao", "tay-ninh")
    assert spec.accents == ("", "")
    assert (spec.email, spec.phone) == ("lienhe@thuvien.example", "0276000020")
    assert spec.owners == {
        "vi": OwnerSpec(
            name="Thư viện tỉnh",
            above="Sở Văn hóa",
            address="Số 1, đường Cách Mạng Tháng Tám",
            responsible="Bà Lê Thị Mai, Giám đốc",
            reprint_note="Ghi rõ nguồn khi đăng lại.",
        ),
        "en": OwnerSpec(
            name="Provincial Library",
            above="",
            address="1 Cach Mang Thang Tam",
            responsible="Ms Le Thi Mai",
            reprint_note="",
        ),
    }
    assert spec.links == {
        "vi": (
            LinkSpec("Thư viện Quốc gia", "https://nlv.gov.vn"),
            LinkSpec("Cổng tỉnh", "https://tinh.gov.vn"),
        ),
        "en": (LinkSpec("National Library", "https://nlv.gov.vn"),),
    }


def test_text_is_composed() -> None:
    spec = parse(spoilt(("title: Lịch", "title: Li\u0323ch")))
    assert spec.sections[2].title == "Lịch"


def test_the_specification_knows_where_everything_stands() -> None:
    line_of_place = parse(SPEC).line_of
    assert line_of_place["unit.parent"] == line_of(SPEC, "parent: so-van-hoa")
    assert line_of_place["portal.hostnames[1]"] == line_of(SPEC, "cu.thuvien")
    assert line_of_place["sections[0].owner"] == line_of(SPEC, "owner: so-van-hoa")
    assert line_of_place["accounts[1].username"] == line_of(SPEC, "tv.xuatban")


FAULTS: dict[str, tuple[str, str, str, str]] = {
    "an unknown fact of the portal": (
        "  style: bao\n",
        "  style: bao\n  logo: sen.png\n",
        "portal.logo",
        "is not known here",
    ),
    "a hostname left empty": (
        "[thuvien.localhost, cu.thuvien.localhost]",
        "[thuvien.localhost, ~]",
        "portal.hostnames[1]",
        "is missing",
    ),
    "an unknown fact of the owner": (
        "      reprint_note: Ghi",
        "      reprint_notes: Ghi",
        "portal.owner.vi.reprint_notes",
        "is not known here",
    ),
    "an unknown fact of a link": (
        "{title: Cổng tỉnh, url",
        "{title: Cổng tỉnh, icon: x, url",
        "portal.links.vi[1].icon",
        "is not known here",
    ),
    "a link without a title": (
        "{title: Cổng tỉnh, url",
        "{url",
        "portal.links.vi[1].title",
        "is missing",
    ),
    "a link without an address": (
        '{title: Cổng tỉnh, url: "https://tinh.gov.vn"}',
        "{title: Cổng tỉnh}",
        "portal.links.vi[1].url",
        "is missing",
    ),
    "an unknown status": (
        "status: open",
        "status: closed",
        "portal.status",
        "“closed” is not one of trial, open, suspended, frozen",
    ),
    "a hostname with an underscore": (
        "cu.thuvien.localhost",
        "cu_thuvien.localhost",
        "portal.hostnames[1]",
        "A hostname is small letters, digits, hyphens and dots.",
    ),
    "a hostname twice": (
        "cu.thuvien.localhost",
        "Thuvien.localhost",
        "portal.hostnames[1]",
        "“thuvien.localhost” stands here twice",
    ),
    "the host of the house": (
        "cu.thuvien.localhost",
        "localhost",
        "portal.hostnames[1]",
        "is the host of the house itself",
    ),
    "no hostname": (
        "[thuvien.localhost, cu.thuvien.localhost]",
        "[]",
        "portal.hostnames",
        "names no hostname",
    ),
    "a language twice": (
        "languages: [vi, en]",
        "languages: [vi, en, vi]",
        "portal.languages[2]",
        "“vi” stands here twice",
    ),
    "an unknown style": (
        "style: bao",
        "style: tap-chi",
        "portal.style",
        "“tap-chi” is not one of bao",
    ),
    "an unknown theme": (
        "theme: tay-ninh",
        "theme: hue",
        "portal.theme",
        (
            "“hue” is not one of ha-noi, tay-ninh, da-nang, ca-mau, kien-giang, "
            "bao-tang, thu-vien, du-lich, the-thao"
        ),
    ),
    "an accent that can't be read": (
        "theme: tay-ninh\n",
        'theme: tay-ninh\n  accent: {light: "#ffff00"}\n',
        "portal.accent.light",
        "This colour can't be read on #ffffff, #f7f5ec: contrast below 4.5.",
    ),
    "an accent that is no colour": (
        "theme: tay-ninh\n",
        "theme: tay-ninh\n  accent: {dark: rose}\n",
        "portal.accent.dark",
        "A colour is written like #b52018, in small letters.",
    ),
    "an accent of a third scheme": (
        "theme: tay-ninh\n",
        'theme: tay-ninh\n  accent: {sepia: "#804020"}\n',
        "portal.accent.sepia",
        "is not known here",
    ),
    "an e-mail that is none": (
        "email: lienhe@thuvien.example",
        "email: lienhe",
        "portal.email",
        "Enter a valid email address.",
    ),
    "no e-mail": (
        "  email: lienhe@thuvien.example\n",
        "",
        "portal.email",
        "is missing",
    ),
    "no phone": ("  phone: 0276000020\n", "", "portal.phone", "is missing"),
    "no name": (
        "      name: Thư viện tỉnh\n",
        "",
        "portal.owner.vi.name",
        "is missing",
    ),
    "no address": (
        "      address: Số 1, đường Cách Mạng Tháng Tám\n",
        "",
        "portal.owner.vi.address",
        "is missing",
    ),
    "nobody responsible": (
        "      responsible: Bà Lê Thị Mai, Giám đốc\n",
        "",
        "portal.owner.vi.responsible",
        "is missing",
    ),
    "links in a language that is not spoken": (
        "    en:\n      - {title: National Library",
        "    fr:\n      - {title: National Library",
        "portal.links.fr",
        "is not known here",
    ),
    "a link that is none": (
        "https://tinh.gov.vn",
        "ftp://tinh.gov.vn",
        "portal.links.vi[1].url",
        "Enter a valid URL.",
    ),
    "a link twice": (
        "https://tinh.gov.vn",
        "https://nlv.gov.vn",
        "portal.links.vi[1]",
        "“https://nlv.gov.vn” stands here twice",
    ),
}


@pytest.mark.parametrize(
    ("old", "new", "place", "message"), FAULTS.values(), ids=FAULTS
)
def test_a_fault_is_named_with_its_place(
    old: str, new: str, place: str, message: str
) -> None:
    assert told(faults_of(spoilt((old, new)))) == [(place, message)]


def test_a_language_the_house_does_not_know_is_refused() -> None:
    text = spoilt(("languages: [vi, en]", "languages: [vi, en, la]"))
    assert told(faults_of(text)) == [
        (
            "portal.languages[2]",
            "“la” is not one of vi, en, fr, zh-hans, zh-hant, ja, ko, km",
        ),
        ("portal.owner.la.address", "is missing"),
        ("portal.owner.la.name", "is missing"),
        ("portal.owner.la.responsible", "is missing"),
    ]


def test_an_owner_in_a_language_that_is_not_spoken_is_refused() -> None:
    text = spoilt(("languages: [vi, en]", "languages: [vi]"))
    assert told(faults_of(text)) == [
        ("portal.owner.en", "is not known here"),
        ("portal.links.en", "is not known here"),
    ]


@pytest.mark.parametrize("text", ["", "[]", "Thư viện", "~"])
def test_what_describes_no_portal_is_refused_by_its_parts(text: str) -> None:
    found = told(faults_of(text))
    assert ("unit", "is missing") in found
    assert ("portal", "is missing") in found
    assert ("portal.hostnames", "names no hostname") in found
    assert ("portal.languages", "names no language") in found
    assert ("sections", "names no section") in found


def line_at(text: str, words: str) -> int:
    assert text.count(words) == 1
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.django_db
def test_many_faults_are_told_at_once_and_nothing_is_created() -> None:
    before = all_rows()
    with pytest.raises(SpecError) as refused:
        parse(MANY)
    assert len(PLACES_OF_MANY) >= 12
    assert [(fault.line, fault.place) for fault in refused.value.faults] == [
        (line_at(MANY, words), place) for place, words in PLACES_OF_MANY
    ]
    assert difference(before, all_rows()) == {}
