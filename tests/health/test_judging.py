"""Which words give a page away, and which never do."""

import pytest
from hypothesis import given, settings, strategies as st

from cms.health.judging import (
    SIGNS,
    is_parked,
    judge,
    only_leads,
    read,
    sells_names,
)

GAMBLING = {
    "a house": """<title>Nhà cái 789BET – Trang chủ chính thức 2026</title>
        <p>Đăng ký ngay tặng 100K. Cá cược bóng đá, nổ hũ, tài xỉu. Nạp rút 1:1.</p>""",
    "without marks": """<title>Link vao nha cai W88 moi nhat khong bi chan</title>
        <p>ca cuoc the thao, casino truc tuyen, xoc dia; nap tien, rut tien, khuyen mai</p>""",
    "in the body of an office's page": """<title>Sở Văn hóa</title>
        <h1>Giới thiệu</h1><div>soi kèo, tỷ lệ kèo, nhà cái FB88, game bài đổi thưởng,
        tải app, đăng ký nhận thưởng, hoàn trả, nạp đầu</div>""",
    "English": """<title>Best online casino and sports betting</title>
        <p>Live casino, slots, jackpot. Sign up bonus, free spins, deposit bonus. Bet now.</p>""",
    "Indonesian": """<title>Situs slot gacor, judi online</title>
        <p>togel, daftar, deposit, bonus, withdraw</p>""",
}
INNOCENT = {
    "the lottery's results": """<title>Kết quả xổ số kiến thiết miền Bắc</title>
        <p>Giải đặc biệt xổ số hôm nay: 35 729. Công ty Xổ số kiến thiết Thủ đô.</p>""",
    "a raid": """<title>Triệt phá đường dây cá cược bóng đá nghìn tỷ</title>
        <p>Công an thành phố khởi tố 12 bị can tổ chức đánh bạc qua mạng. Các đối tượng lập
        trang nhà cái, mời người chơi nạp tiền, đăng ký tài khoản, chơi tài xỉu, xóc đĩa,
        casino trực tuyến, hứa hoàn trả và khuyến mãi. Cơ quan điều tra cảnh báo.</p>""",
    "advice": """<title>Cảnh báo trang giả mạo nhà cái chèn vào cổng .gov.vn</title>
        <p>Tuyên truyền phòng chống tệ nạn cờ bạc: không truy cập link vào các trang cá cược,
        nổ hũ, không nạp tiền, không tải app lạ.</p>""",
    "a decree": """<title>Nghị định về kinh doanh đặt cược đua ngựa, bóng đá quốc tế</title>
        <p>Doanh nghiệp đặt cược; người chơi; tỷ lệ trả thưởng; xử phạt vi phạm.</p>""",
    "a football match": """<title>Việt Nam thắng Thái Lan 2–0</title>
        <p>Người hâm mộ đăng ký ngay để nhận vé; khuyến mãi cho học sinh.</p>""",
    "a bank": """<title>Ngân hàng: nạp tiền, rút tiền, khuyến mãi</title>
        <p>Tải ứng dụng, đăng ký tài khoản, hoàn trả phí, đại lý, hoa hồng, tặng 100K.</p>""",
    "a fair": """<title>Hội chợ xuân</title><p>Trò chơi dân gian: chọi gà, bầu cua, đá gà
        tre biểu diễn; tặng quà.</p>""",
    "an English newspaper": """<title>Police warned of online betting rings</title>
        <p>Prosecutors said the online casino offered a welcome bonus; court next week.</p>""",
    "a part of a word": """<title>Better alphabet</title><p>slotted jackpotted pokers
        sunwinner; deposits; bonuses</p>""",
}


@pytest.mark.parametrize("html", GAMBLING.values(), ids=GAMBLING)
def test_who_invites_to_gamble_is_told(html: str) -> None:
    assert judge(read(html)).gambles


@pytest.mark.parametrize("html", INNOCENT.values(), ids=INNOCENT)
def test_who_only_writes_of_it_is_not(html: str) -> None:
    assert not judge(read(html)).gambles


WORDS = st.sampled_from(
    ["xổ số", "nhà cái", "cá cược", "casino trực tuyến", "nổ hũ", "kubet", "slots"]
)


@settings(max_examples=30, deadline=None)
@given(WORDS, st.integers(1, 50))
def test_one_sign_is_never_enough_however_often_it_stands(
    sign: str, times: int
) -> None:
    text = " ".join([sign] * times)
    seen = read(f"<title>{sign}</title><p>{text} đăng ký ngay, nạp tiền, tải app</p>")
    assert not judge(seen).gambles


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    seen = read(text)
    judge(seen)
    is_parked(seen)


@pytest.mark.parametrize(
    "html",
    [
        "<title>phunu.vn</title><h1>Tên miền này đã hết hạn</h1><p>Gia hạn ngay</p>",
        "<h1>This domain is parked free, courtesy of a registrar</h1>",
        '<script src="https://www.sedoparking.com/frmpark/x.js"></script>',
        "<p>Account Suspended. Contact your hosting provider.</p>",
    ],
)
def test_a_name_for_sale_is_told(html: str) -> None:
    assert is_parked(read(html))


@pytest.mark.parametrize(
    "html",
    [
        "<title>Tin</title><p>Hồ sơ hết hạn. Tên miền .vn là tài nguyên quốc gia.</p>",
        "<p>Nhiều tên miền đã hết hạn bị chiếm.</p>" + "<p>Bài viết dài.</p>" * 200,
        '<script src="https://cdn.example.vn/dan.com.vn.js"></script><p>ok</p>',
    ],
)
def test_who_writes_of_names_sells_none(html: str) -> None:
    assert not is_parked(read(html))


def test_what_nobody_reads_is_not_judged() -> None:
    hidden = f"<script>{GAMBLING['a house']}</script><p>Chào bạn đọc</p>"
    assert judge(read(hidden.replace("<title>", "").replace("</title>", ""))).score == 0


def test_hosts_are_compared_by_whole_labels() -> None:
    assert sells_names("www.sedo.com")
    assert not sells_names("cosedo.com")
    assert only_leads("bit.ly")
    assert not only_leads("orbit.ly.vn")


def test_no_sign_stands_twice() -> None:
    text = SIGNS.read_text(encoding="utf-8")
    assert text.count('"nhà cái"') == 1
