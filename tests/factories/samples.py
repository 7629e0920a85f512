"""Plain Vietnamese sentences in quantity, the same for the same number."""

import json
from collections.abc import Sequence
from typing import Any

PLACES = (
    "Gò Nổi",
    "Long Thuận",
    "Hàng Trầm",
    "Năm Căn",
    "Ba Đồn",
    "Tân Hưng",
    "Mỹ Khê",
)
SUBJECTS = (
    "Nhà văn hóa {place} mở lớp đờn ca tài tử cho thiếu niên",
    "Thư viện lưu động về {place} trong tuần lễ sách",
    "Hội làng {place} giữ tục rước nước qua bốn mùa",
    "{place} chỉnh trang đường dạo ven sông trước mùa du lịch",
    "Giải bóng chuyền hơi {place} có thêm đội của người cao tuổi",
)
SENTENCES = (
    "Từ sáng sớm, bà con đã quét dọn sân đình, treo đèn và xếp lại từng hàng ghế gỗ.",
    "Ban tổ chức cho biết mọi khoản chi đều được niêm yết tại nhà sinh hoạt cộng đồng.",
    "Lớp học kéo dài tám buổi, mỗi buổi chín mươi phút, không thu học phí.",
    "Người lớn tuổi kể lại cách làm cũ, lớp trẻ ghi chép và quay phim để lưu giữ.",
    "Khách từ xa đến được hướng dẫn gửi xe, nhận bản đồ và giờ của từng hoạt động.",
    "Năm nay, phần hội rút ngắn một ngày để dành kinh phí tu bổ mái ngói phía đông.",
)
PARAGRAPHS = 6


def headline(number: int) -> str:
    place = PLACES[number % len(PLACES)]
    return SUBJECTS[number % len(SUBJECTS)].format(place=place)


def standfirst(number: int) -> str:
    return " ".join(sentences(number, 2))


def article_body(number: int, image_ids: Sequence[int] = ()) -> str:
    """Return a stored body: paragraphs, a heading, a quotation, perhaps a picture."""
    blocks: list[dict[str, Any]] = [
        {"type": "text", "value": f"<p>{' '.join(sentences(number + place, 4))}</p>"}
        for place in range(PARAGRAPHS)
    ]
    blocks.insert(2, {"type": "heading", "value": "Giữ nếp cũ trong nhịp sống mới"})
    blocks.insert(4, {"type": "quote", "value": _quote(number)})
    if image_ids:
        blocks.insert(3, {"type": "figure", "value": _figure(number, image_ids)})
    return json.dumps(blocks, ensure_ascii=False)


def home_body(section_ids: Sequence[int]) -> str:
    """Return the stored body of a front page: the lead, a row of sections, links."""
    blocks = [
        {"type": "lead", "value": {"pages": [], "rail": 4}},
        {"type": "section_rows", "value": {"sections": list(section_ids)}},
        {"type": "links", "value": {"title": "Liên kết"}},
    ]
    return json.dumps(blocks, ensure_ascii=False)


def _quote(number: int) -> dict[str, Any]:
    return {"text": sentences(number, 1)[0], "attribution": "Ông Lê Văn Sáu"}


def _figure(number: int, image_ids: Sequence[int]) -> dict[str, Any]:
    return {
        "image": image_ids[(number + 1) % len(image_ids)],
        "caption": headline(number),
        "credit_text": "Trúc Quân",
        "alt_text": "",
    }


def sentences(number: int, wanted: int) -> list[str]:
    return [SENTENCES[(number + place) % len(SENTENCES)] for place in range(wanted)]
