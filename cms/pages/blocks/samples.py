"""Sample items for block previews: an editor sees the shape before choosing."""

from dataclasses import replace
from typing import Any

from cms.core.listings import Story

TITLES = (
    "Mùa thu này, Văn Miếu mở cửa đến chín giờ tối",
    "Rối nước làng Đào Thục có thêm suất diễn sáng Chủ nhật",
    "Ba cách đọc một mặt trống đồng",
    "Lớp học bơi miễn phí đến từng ấp",
)
SAMPLE = Story(
    id=0,
    title=TITLES[0],
    url="#",
    date=None,
    kicker="Di sản",
    summary="Khách được đi dưới vòm cây cổ thụ, nghe kể chuyện khoa bảng.",
)


def sample_stories(number: int) -> list[Story]:
    return [replace(SAMPLE, title=title) for title in TITLES[:number]]


def sample_sections(number: int) -> list[dict[str, Any]]:
    names = ("Văn hóa", "Thể thao", "Du lịch")[:number]
    return [
        {"title": name, "url": "#", "colour": colour, "items": sample_stories(3)}
        for colour, name in enumerate(names, start=1)
    ]


def sample_sources(stories: list[Story]) -> list[Story]:
    return [replace(story, source="Báo Văn Hóa") for story in stories]
