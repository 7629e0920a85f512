"""A small specification that is in order, and ways to spoil it."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from cms.evidence.models import Entry
from cms.pages.models import SectionPage
from cms.provisioning.faults import Fault, SpecError
from cms.provisioning.parse import parse
from cms.provisioning.services import open_portal
from cms.provisioning.spec import PortalSpec

SOURCE = "thu-vien.yaml"
SPEC = """\
unit:
  code: thu-vien
  name: Thư viện tỉnh
  short_name: Thư viện
  symbol: TV
  ma_dinh_danh: H00.1
  kind: subordinate
  regime: state
  parent: so-van-hoa
  valid_from: 2008-08-01
  office_hours:
    - {days: [mon, tue], from: "07:30", to: "11:30"}
    - {days: [mon], from: 13:30, to: 17:00}
above:
  - {code: ubnd-tinh, name: Ủy ban nhân dân tỉnh, short_name: UBND, kind: province}
  - {code: so-van-hoa, name: Sở Văn hóa, short_name: Sở, kind: department, parent: ubnd-tinh}
portal:
  status: open
  hostnames: [thuvien.localhost, cu.thuvien.localhost]
  languages: [vi, en]
  style: bao
  theme: tay-ninh
  email: lienhe@thuvien.example
  phone: 0276000020
  owner:
    vi:
      name: Thư viện tỉnh
      above: Sở Văn hóa
      address: Số 1, đường Cách Mạng Tháng Tám
      responsible: Bà Lê Thị Mai, Giám đốc
      reprint_note: Ghi rõ nguồn khi đăng lại.
    en: {name: Provincial Library, address: 1 Cach Mang Thang Tam, responsible: Ms Le Thi Mai}
  links:
    vi:
      - {title: Thư viện Quốc gia, url: "https://nlv.gov.vn"}
      - {title: Cổng tỉnh, url: "https://tinh.gov.vn"}
    en:
      - {title: National Library, url: "https://nlv.gov.vn"}
sections:
  - slug: tin-tuc
    title: Tin tức
    titles: {en: News}
    intro: Việc của thư viện.
    colour: 2
    lists: news
    owner: so-van-hoa
    responsible: tv.bientap
    freshness_days: 7
  - slug: ke-hoach
    title: Kế hoạch
    lists: pages
  - slug: lich
    title: Lịch
    lists: events
accounts:
  - username: tv.bientap
    full_name: Nguyễn Thị Hà
    position: Biên tập viên
    email: ha@thuvien.example
    phone: 0900000201
    pen_name: Hạ Miên
    roles: [editor, media_keeper]
  - {username: tv.xuatban, full_name: Phạm Dũng, email: dung@thuvien.example, roles: [publisher]}
channels:
  - {kind: fanpage, name: Thư viện tỉnh, url: "https://facebook.example/thuvien", mandatory: true}
quotas:
  - {source: S0, requirement: QUO-01, what: tin_bai, at_least: 30, since: 2023-01-30}
"""


# What opening it says, line by line.
LINES = [
    "+ unit: Ủy ban nhân dân tỉnh",
    "+ unit: Sở Văn hóa",
    "+ unit: Thư viện tỉnh",
    "+ office hours: Monday 07:30-11:30",
    "+ office hours: Monday 13:30-17:00",
    "+ office hours: Tuesday 07:30-11:30",
    "+ unit folder: Thư viện",
    "+ home page: Thư viện tỉnh",
    "+ portal: Thư viện tỉnh",
    "+ hostname: thuvien.localhost",
    "+ hostname: cu.thuvien.localhost",
    "+ language: Tiếng Việt",
    "+ language: English",
    "+ branding: Tờ báo của tỉnh · Tây Ninh",
    "+ owner text: Thư viện tỉnh",
    "+ owner text: Provincial Library",
    "+ menu item: Thư viện Quốc gia",
    "+ menu item: Cổng tỉnh",
    "+ menu item: National Library",
    "+ person: Nguyễn Thị Hà",
    "+ role assignment: Nguyễn Thị Hà · Editor · Thư viện tỉnh",
    "+ role assignment: Nguyễn Thị Hà · Media keeper · Thư viện tỉnh",
    "+ person: Phạm Dũng",
    "+ role assignment: Phạm Dũng · Publisher · Thư viện tỉnh",
    "+ section: Tin tức",
    "+ section: Kế hoạch",
    "+ section: Lịch",
    "~ home page: Thư viện tỉnh: blocks",
    "+ version of a route: Tin, bài · 1",
    "+ version of a route: Trang và chuyên mục · 1",
    "+ version of a route: Sửa nhanh · 1",
    "~ portal: Thư viện tỉnh: status",
]


def spoilt(*changes: tuple[str, str], text: str = SPEC) -> str:
    """Return the specification with some words replaced, each of them once."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
        text = text.replace(old, new)
    return text


# Fifteen faults, and the words at which each of them stands.
MANY = spoilt(
    ("code: thu-vien\n", "code: thu vien\n"),
    ("kind: subordinate", "kind: shop"),
    ("valid_from: 2008-08-01", "valid_from: 2008-02-30"),
    ("days: [mon]", "days: [monday]"),
    ("status: open", "status: closed"),
    ("cu.thuvien.localhost", "cu_thuvien.localhost"),
    ("theme: tay-ninh", "theme: hue"),
    ("lienhe@thuvien.example", "lienhe"),
    ("      address: Số 1, đường Cách Mạng Tháng Tám\n", ""),
    ("https://tinh.gov.vn", "tinh"),
    ("colour: 2", "colour: red"),
    ("responsible: tv.bientap", "responsible: nobody"),
    ("slug: ke-hoach", "slug: tin-tuc"),
    ("roles: [publisher]", "roles: [king]"),
    ("quotas:\n", "quotes:\n"),
)
PLACES_OF_MANY = [
    ("unit.code", "code: thu vien"),
    ("unit.kind", "kind: shop"),
    ("unit.valid_from", "2008-02-30"),
    ("unit.office_hours[1].days[0]", "monday"),
    ("portal.status", "status: closed"),
    ("portal.hostnames[1]", "cu_thuvien"),
    ("portal.theme", "theme: hue"),
    ("portal.email", "email: lienhe"),
    ("portal.owner.vi.address", "    vi:\n      name"),
    ("portal.links.vi[1].url", 'url: "tinh"'),
    ("sections[0].colour", "colour: red"),
    ("sections[0].responsible", "responsible: nobody"),
    ("sections[1]", "slug: tin-tuc\n    title: Kế hoạch"),
    ("accounts[1].roles[0]", "king"),
    ("quotes", "quotes:"),
]


def line_of(text: str, words: str) -> int:
    """Return the number of the only line that holds some words."""
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if words in line]
    assert len(lines) == 1, f"{words!r} stands in lines {lines}"
    return lines[0]


def faults_of(text: str) -> list[Fault]:
    """Return what parsing refuses, nothing when it refuses nothing."""
    try:
        parse(text)
    except SpecError as error:
        return error.faults
    return []


def told(faults: Iterable[Fault]) -> list[tuple[str, str]]:
    """Return place and message of each fault, for tests that need no lines."""
    return [(fault.place, fault.message) for fault in faults]


def opened(text: str = SPEC, **options: Any) -> list[str]:
    """Open the portal of a specification; return what changed."""
    spec: PortalSpec = parse(text)
    return open_portal(spec=spec, source=SOURCE, **options)


def section(slug: str) -> SectionPage:
    found: SectionPage = SectionPage.objects.get(slug=slug)
    return found


def evidence_of(page: Page) -> list[Entry]:
    """Return what is known of a page's item, newest first."""
    found = Entry.objects.filter(record__translation_key=page.translation_key)
    return list(found.order_by("-number"))
