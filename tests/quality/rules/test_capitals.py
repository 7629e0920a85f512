"""NĐ 30/2020, annex II: what is certainly wrong, and what only looks so."""

import pytest

from tests.quality.subjects import hits, subject

WRONG = [
    ("Đoàn về thăm Tỉnh Nam Định hôm qua", "Tỉnh", "tỉnh"),
    ("Lễ hội tại Xã Tân Lập", "Xã", "xã"),
    ("Chủ tịch UBND Tỉnh Tây Ninh", "Tỉnh", "tỉnh"),
    ("HĐND Xã Tân Lập", "Xã", "xã"),
    ("Công an Huyện Cái Nước", "Huyện", "huyện"),
    ("Lãnh đạo thành phố Hồ Chí Minh", "thành phố", "Thành phố"),
    ("Du khách đến thủ đô Hà Nội", "thủ đô", "Thủ đô"),
    ("Nhà văn hóa quận 1", "quận", "Quận"),
    ("Người dân phường 12", "phường", "Phường"),
    ("Tại phường Điện Biên Phủ", "phường", "Phường"),
    ("Theo chủ tịch Nguyễn Văn An", "chủ tịch", "Chủ tịch"),
    ("gặp giám đốc Trần Thị Bình", "giám đốc", "Giám đốc"),
    ("Sở Tài Chính trình", "Sở Tài Chính", "Sở Tài chính"),
    ("Sở Văn Hóa và Thể Thao", "Sở Văn Hóa và Thể Thao", "Sở Văn hóa và Thể thao"),
    ("Ủy Ban Nhân Dân tỉnh", "Ủy Ban Nhân Dân", "Ủy ban nhân dân"),
    ("Hội Đồng Nhân Dân xã", "Hội Đồng Nhân Dân", "Hội đồng nhân dân"),
    ("Mặt Trận Tổ Quốc", "Mặt Trận Tổ Quốc", "Mặt trận Tổ quốc"),
    ("Sở Nội Vụ", "Sở Nội Vụ", "Sở Nội vụ"),
    ("Sở Xây Dựng", "Sở Xây Dựng", "Sở Xây dựng"),
    ("Sở Tư Pháp", "Sở Tư Pháp", "Sở Tư pháp"),
    ("Sở Ngoại Vụ", "Sở Ngoại Vụ", "Sở Ngoại vụ"),
    ("Sở Công Thương", "Sở Công Thương", "Sở Công thương"),
    ("Sở Giáo Dục và Đào Tạo", "Sở Giáo Dục và Đào Tạo", "Sở Giáo dục và Đào tạo"),
    ("Uỷ Ban Nhân Dân", "Uỷ Ban Nhân Dân", "Uỷ ban nhân dân"),
    ("“Vui”Sở Tài Chính", "Sở Tài Chính", "Sở Tài chính"),
    ("chủ trương của Đảng và nhà nước", "nhà nước", "Nhà nước"),
    ("chủ trương của Đảng, nhà nước", "nhà nước", "Nhà nước"),
    ("hết lòng phục vụ nhân dân", "nhân dân", "Nhân dân"),
    ("các tầng lớp nhân dân", "nhân dân", "Nhân dân"),
    ("Vui Tết nguyên đán", "nguyên đán", "Nguyên đán"),
    ("đón tết trung thu", "trung thu", "Trung thu"),
    ("sáng thứ hai, ngày 23/11", "thứ hai", "thứ Hai"),
    ("vào thứ bảy (28/11)", "thứ bảy", "thứ Bảy"),
    ("theo điều 5 Luật Báo chí", "điều", "Điều"),
    ("theo điều 12 của Nghị định 30", "điều", "Điều"),
    ("tại khoản 2 điều 5", "điều", "Điều"),
    ("quy định tại Khoản 2 Điều 5", "Khoản", "khoản"),
    ("quy định tại Điểm a khoản 2", "Điểm", "điểm"),
]


@pytest.mark.parametrize(("text", "wrong", "right"), WRONG)
def test_what_the_annex_writes_otherwise_is_told(
    text: str, wrong: str, right: str
) -> None:
    (hit,) = hits("capitals", subject(text))
    assert hit.words == f"“{wrong}” viết đúng là “{right}” (NĐ 30/2020, Phụ lục II)."
    assert hit.remedy == f"Viết “{right}”."
    assert (hit.field, hit.block) == ("body", "b1")
    assert wrong in hit.excerpt


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh Nam Định mở hội",  # begins a sentence
        "Hội xong. Tỉnh Nam Định khen",
        "theo Tỉnh ủy Nam Định",
        "cùng Tỉnh Ủy Nam Định",
        "cùng Tỉnh Đoàn Cà Mau",
        "gặp Huyện Đoàn",
        "về Xã Hội học",
        "tỉnh Nam Định",
        "Thành phố Hồ Chí Minh",
        "thành phố Hà Nội",
        "thành phố Hồ Xá",
        "ba quận 1 huyện 2 xã".replace("quận 1", "quận"),
        "gồm 10 phường 3 xã",
        "5 quận 12 phường",
        "mỗi phường 2 khu phố",
        "các phường 3 đơn vị",
        "phường Ninh Kiều",
        "Phó chủ tịch Nguyễn Văn An",
        "chủ tịch hội đồng",
        "giám đốc điều hành Trần",
        "chủ tịch Rạng Đông",
        "SỞ TÀI CHÍNH",
        "Ủy ban nhân dân tỉnh",
        "Quân đội nhân dân, Công an nhân dân",
        "nghệ sĩ nhân dân",
        "của nhân dân tỉnh Thái Bình",
        "đồng nhân dân tệ, cho nhân dân tệ",
        "cơ quan nhà nước, ngân sách nhà nước, bí mật nhà nước",
        "tết thiếu nhi",
        "đứng thứ hai toàn tỉnh",
        "tối thứ ba của hội diễn",
        "thứ hai, 23 đội thi",
        "lên thứ ba 1/3 chặng",
        "điều 5 người dân mong",
        "điều này",
        "Khoản 2 Điều 5 quy định",
        "khoản 2 Điều 5",
        "tài Khoản 2",
        "Điểm a đến khoản trống",
        "điểm a khoản 2",
        "Ông nói: “về Tỉnh Nam Định”",
        'Báo viết "Ủy Ban Nhân Dân" hôm qua',
        "Sách «Sở Tài Chính»",
    ],
)
def test_what_may_be_meant_is_left_alone(text: str) -> None:
    assert hits("capitals", subject(text)) == []


def test_beside_a_quotation_the_words_are_ours() -> None:
    text = "“Vui quá”, ông về Tỉnh Nam Định và nói “Sở Tài Chính”"
    (hit,) = hits("capitals", subject(text))
    assert hit.remedy == "Viết “tỉnh”."


def test_every_fault_of_a_passage_is_told_at_once() -> None:
    text = "Ủy Ban Nhân Dân phục vụ nhân dân tại Xã Tân Lập"
    assert len(hits("capitals", subject(text))) == 3


def test_other_languages_have_other_rules() -> None:
    assert hits("capitals", subject("Sở Tài Chính", language="en")) == []
