"""The five plans' chains on the screens, on the routes that the demonstration has.

ED-03 to ED-08. Everybody comes from their own list and is asked for exactly what the
route says; whoever wrote it, or is not asked now, is refused; readers have it not before
the release.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.core.models import BasePage
from tests.journeys.halls import PHONE, Hall, deeds, open_hall, standing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Keep = Callable[..., Path]
Open = Callable[[str], Hall]
CONTENT, PICTURES, LAYOUT = "check-content", "check-pictures", "check-layout"
ALL_THREE = [CONTENT, PICTURES, LAYOUT]
FROM_A_COMMUNE = {
    "section": "du-lich",
    "tier": "commune",
    "tier_reason": "Cách làm hay",
    "liable": "tn.cosotruyenthong",
    "topics": ["Du lịch"],
}
CLIP = {"section": "video-ngan", "form": "video"}
IN_TAY_NINH = [
    ("submitted", "tn.congtac"),
    ("approved", "tn.cosotruyenthong"),
    ("approved", "tn.dulich"),
    ("returned", "tn.xuatban"),
    ("approved", "tn.dulich"),
    ("approved", "tn.xuatban"),
    ("approved", "tn.vanphong"),
    ("released", "tn.vanphong"),
]
ROOM = "Phòng chuyên môn thẩm định"
ON = "Đã duyệt. Tin bài đang ở bước"
OUT = "Đã duyệt. Tin lên Cổng lúc"
CLEARED = "Đã duyệt, được đăng lên"


@pytest.fixture
def hall(live_server: LiveServer, page: Page) -> Open:
    port = urlsplit(live_server.url).port
    assert port is not None
    return lambda code: open_hall(page, port, code)


def test_tay_ninh_from_a_commune_to_the_standing_office(
    hall: Open, screenshot: Keep
) -> None:
    """ED-03, ROLE-10: who is liable, the room that knows the field, the board, the office.

    The board sends it back to the room, which has to look at it anew.
    """
    at = hall("so-vhttdl-tay-ninh")
    item = at.draft("tn.congtac", title="Bản nháp", **FROM_A_COMMUNE)
    at.seat("tn.congtac", PHONE)
    at.write(item, "Chèo xuồng ba lá ở Ma Thiên Lãnh")
    screenshot(at.page, "chain-submit-390")
    case = at.send(item, note="Nhờ Phòng xem giúp giá vé.")
    at.refuse_author("tn.congtac", case)
    at.decide("tn.cosotruyenthong", case, [CONTENT], ON)
    at.decide("tn.dulich", case, [CONTENT], ON)
    at.look("tn.xuatban", case, PHONE)
    at.give_back(
        "Giá vé khác bảng giá đã niêm yết.", to=ROOM, reason="Số liệu chưa khớp"
    )
    assert standing(case) == ("running", 2)
    at.refuse("tn.xuatban", case, "")
    at.look("tn.dulich", case, PHONE)
    at.see("Chèo xuồng ba lá ở Ma Thiên Lãnh")
    screenshot(at.page, "chain-returned-to-the-room-390")
    assert at.tick() == [CONTENT]
    at.approve(ON, remark="Đã sửa theo bảng giá.")
    at.decide("tn.xuatban", case, ALL_THREE, ON)
    at.decide("tn.vanphong", case, ["secrecy"], OUT)
    screenshot(at.page, "chain-approved-1280")
    at.release(item, "Chèo xuồng ba lá ở Ma Thiên Lãnh")
    assert deeds(item) == IN_TAY_NINH


def test_da_nang_head_of_the_board_propaganda_then_the_fanpage(
    hall: Open, screenshot: Keep
) -> None:
    """ED-04; what readers have may not go to the Fanpage without a word of its own."""
    at = hall("hoi-lhpn-da-nang")
    item = at.draft("dn.bientap", title="Lớp dạy con của các ông bố")
    at.seat("dn.bientap")
    case = at.submit(item)
    at.refuse_author("dn.bientap", case)
    at.refuse("dn.xuatban", case, "")
    at.decide("dn.truongban", case, [CONTENT], ON)
    at.decide("dn.xuatban", case, [*ALL_THREE, "secrecy"], OUT)
    at.release(item, "Lớp dạy con của các ông bố")

    at.seat("dn.bientap")
    channel = at.submit(item, to="Fanpage")
    at.refuse("dn.truongban", channel, "")
    at.decide(
        "dn.xuatban", channel, [CONTENT, PICTURES], "Đã duyệt, được đăng lên Fanpage"
    )
    assert standing(channel) == ("cleared", 1)
    assert deeds(item) == [
        ("submitted", "dn.bientap"),
        ("approved", "dn.truongban"),
        ("approved", "dn.xuatban"),
        ("released", "dn.xuatban"),
        ("submitted", "dn.bientap"),
        ("approved", "dn.xuatban"),
        ("cleared", "dn.xuatban"),
    ]


def test_ca_mau_the_field_then_the_three_bodies_for_youtube(
    hall: Open, screenshot: Keep
) -> None:
    """ED-05, ROLE-08: the board’s three bodies in any order, none twice, none left out."""
    at = hall("ubnd-tinh-ca-mau")
    item = at.draft("cm.bientap", title="Mùa cua lột ở Đất Mũi", topics=["Đất Mũi"])
    at.seat("cm.bientap")
    case = at.submit(item)
    at.is_kept_from("cm.thuysan", case)
    at.decide("cm.dulich", case, [CONTENT], ON)
    at.decide("cm.xuatban", case, [*ALL_THREE, "secrecy"], OUT)
    at.release(item, "Mùa cua lột ở Đất Mũi")

    at.seat("cm.bientap")
    video = at.submit(item, to="YouTube")
    at.is_kept_from("cm.khcn", video)
    at.decide("cm.dulich", video, [CONTENT], ON)
    at.decide("cm.vhttdl", video, [CONTENT, PICTURES], ON)
    at.refuse("cm.vhttdl", video, "")
    at.look("cm.khcn", video)
    at.see("Mùa cua lột ở Đất Mũi")
    screenshot(at.page, "chain-three-bodies-1280")
    assert at.tick() == [PICTURES, LAYOUT]
    at.approve(ON)
    assert standing(video) == ("running", 2)
    at.refuse_author("cm.bientap", video)
    principles = ["principle-0", "principle-1"]
    at.decide("cm.tuyengiao", video, [CONTENT, *principles], CLEARED)
    screenshot(at.page, "chain-youtube-cleared-1280")
    assert standing(video) == ("cleared", 2)
    assert deeds(item)[4:] == [
        ("submitted", "cm.bientap"),
        ("approved", "cm.dulich"),
        ("approved", "cm.vhttdl"),
        ("approved", "cm.khcn"),
        ("approved", "cm.tuyengiao"),
        ("cleared", "cm.tuyengiao"),
    ]


def mend(at: Hall, item: BasePage, screenshot: Keep) -> None:
    """Let the author find on their phone what came back, and write it anew."""
    at.seat("hn.congtac", PHONE)
    at.go("")
    at.page.get_by_role("link", name="Phố Sách mở buổi tối").first.click()
    expect(at.page.locator(".d-note")).to_contain_text("Ghi rõ giờ mở cửa.")
    at.see("Phố Sách mở buổi tối")
    screenshot(at.page, "chain-returned-390")
    at.write(item, "Phố Sách mở cửa đến 22 giờ")


def test_ha_noi_the_moderator_of_the_section_sends_it_back_once(
    hall: Open, screenshot: Keep
) -> None:
    """ED-06, ED-01, ROLE-15: the author mends it, and everybody looks again."""
    at = hall("so-vhtt-ha-noi")
    item = at.draft("hn.congtac", title="Phố Sách mở buổi tối", section="van-hoa")
    at.seat("hn.congtac")
    case = at.submit(item)
    at.decide("hn.kythuat", case, [PICTURES, LAYOUT], ON)
    at.refuse("hn.thethao", case, "")
    at.look("hn.kiemduyet", case)
    at.give_back("Ghi rõ giờ mở cửa.", reason="Số liệu chưa khớp")
    assert standing(case) == ("returned", 0)

    mend(at, item, screenshot)
    again = at.send(item)
    at.look("hn.kiemduyet", again)
    at.page.get_by_role("tab", name="Khác bản trước").click()
    screenshot(at.page, "chain-changed-1280")
    assert at.tick() == [CONTENT]
    at.approve(ON)
    at.decide("hn.kythuat", again, [PICTURES, LAYOUT], ON)
    at.refuse_author("hn.congtac", again)
    at.decide("hn.xuatban", again, ["secrecy"], OUT)
    at.release(item, "Phố Sách mở cửa đến 22 giờ")
    assert deeds(item) == [
        ("submitted", "hn.congtac"),
        ("approved", "hn.kythuat"),
        ("returned", "hn.kiemduyet"),
        ("submitted", "hn.congtac"),
        ("approved", "hn.kiemduyet"),
        ("approved", "hn.kythuat"),
        ("approved", "hn.xuatban"),
        ("released", "hn.xuatban"),
    ]


def test_an_giang_the_deputy_signs_a_clip_but_not_what_is_political(
    hall: Open, screenshot: Keep
) -> None:
    """ED-07, ED-08: the evidence shows by which decision the deputy acts (“K/T”)."""
    at = hall("ban-tgdv-an-giang")
    clip = at.draft("ag.bientap", title="Giữ rừng tràm", **CLIP)
    at.seat("ag.bientap")
    case = at.submit(clip)
    at.refuse_author("ag.bientap", case)
    at.decide("ag.xuatban", case, ALL_THREE, ON)
    at.decide("ag.phoban", case, [CONTENT, "principle-0", "secrecy"], OUT)
    at.page.get_by_role("link", name="Xem toàn bộ hồ sơ").click()
    expect(at.page.get_by_text("118-QĐ/BTGDVTU ngày 16/11/2026").first).to_be_visible()
    screenshot(at.page, "chain-acting-1280")
    at.release(clip, "Giữ rừng tràm")

    told = {**CLIP, "slug": "nghi-quyet", "flags": ["is_political"]}
    political = at.draft("ag.coso", title="Nghị quyết về tới ấp", **told)
    at.seat("ag.coso")
    case = at.submit(political)
    at.decide("ag.bientap", case, ALL_THREE, ON)
    at.decide("ag.phoban", case, [CONTENT], ON)
    at.refuse("ag.phoban", case, "")
    five = [f"principle-{place}" for place in range(5)]
    at.look("ag.lanhdao", case, PHONE)
    assert at.tick() == [*ALL_THREE, *five, "secrecy"]
    screenshot(at.page, "chain-principles-390")
    at.approve(OUT)
    at.release(political, "Nghị quyết về tới ấp")
    assert [who for _deed, who in deeds(political)] == [
        "ag.coso",
        "ag.bientap",
        "ag.phoban",
        *["ag.lanhdao"] * 2,
    ]
