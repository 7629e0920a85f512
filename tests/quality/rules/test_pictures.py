"""How many pictures, with which words, on what ground."""

from dataclasses import replace

import pytest

from cms.quality.material import Shot
from cms.quality.rules.pictures import says_nothing
from media_library.models.assets import Rights
from tests.quality.subjects import clip, hits, picture, shot, subject


def many(count: int) -> list[Shot]:
    return [shot(key) for key in range(1, count + 1)]


@pytest.mark.parametrize(("count", "found"), [(2, 1), (3, 0), (5, 0), (6, 1), (0, 1)])
def test_a_post_in_a_group_has_three_to_five_pictures(count: int, found: int) -> None:
    seen = subject(shots=many(count), destination="group")
    told = hits("group_pictures", seen)
    assert len(told) == found
    if told:
        assert told[0].words == f"Bài đăng nhóm có {count} ảnh."
        assert told[0].remedy == "Chọn từ 3 đến 5 ảnh đẹp."
        assert told[0].field == "body"


def test_one_picture_shown_twice_is_one() -> None:
    shots = [shot(1), shot(1), shot(2), shot(3), shot(4, is_shown=False)]
    assert hits("group_pictures", subject(shots=shots, destination="group")) == []
    two = [shot(1), shot(1), shot(2), shot(3, is_shown=False)]
    assert len(hits("group_pictures", subject(shots=two, destination="group"))) == 1


@pytest.mark.parametrize("destination", ["portal", "fanpage", "zalo", "youtube"])
def test_other_places_take_any_number(destination: str) -> None:
    assert hits("group_pictures", subject(destination=destination)) == []


@pytest.mark.parametrize(("count", "found"), [(10, 0), (11, 1)])
def test_a_round_up_has_ten_pictures_at_most(count: int, found: int) -> None:
    shots = [shot(key, caption="Sân đình") for key in range(1, count + 1)]
    told = hits("round_up_pictures", subject(shots=shots, form="tong_hop"))
    assert len(told) == found
    if told:
        assert told[0].words == "Bài tổng hợp có 11 ảnh."
        assert told[0].remedy == "Giữ 10 ảnh đẹp nhất."
        assert told[0].field == "body"
    assert hits("round_up_pictures", subject(shots=shots, form="tin")) == []


def test_each_picture_of_a_round_up_has_a_caption_here_or_in_the_library() -> None:
    images = [picture(1, caption="Sân đình buổi sớm"), picture(2), picture(3)]
    shots = [shot(1), shot(2, caption="Cổng đình"), shot(3, caption="  ")]
    (hit,) = hits(
        "round_up_pictures", subject(shots=shots, images=images, form="tong_hop")
    )
    assert hit.image_id == 3
    assert hit.words == "Có ảnh trong bài tổng hợp chưa có chú thích."
    assert (hit.field, hit.block) == ("body", "b1")


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, 1),
        ({"credit": "Hạ Miên"}, 0),
        ({"source": "Bảo tàng tỉnh"}, 0),
        ({"credit": "  "}, 1),
        ({"rights": Rights.FREE, "credit": "Hạ Miên"}, 1),
        ({"rights": Rights.LICENSED, "source": "TTXVN"}, 0),
        ({"rights": Rights.COURTESY}, 1),
    ],
)
def test_every_asset_says_on_what_ground_it_is_shown(
    values: dict[str, str], found: int
) -> None:
    image = picture(1, **values)
    told = hits("rights", subject(shots=[shot(1), shot(1)], images=[image]))
    assert len(told) == found
    for hit in told:
        own = image.rights == Rights.OWN
        said = "Chưa ghi tác giả của “Sân đình”." if own else "“Sân đình” là của nơi khác mà chưa ghi nguồn."  # fmt: skip
        assert hit.words == said
        assert hit.subject == str(image.public_id)
        assert (hit.field, hit.block) == ("body", "b1")


def test_clips_and_pictures_in_lists_are_assets_too() -> None:
    seen = subject(
        shots=[shot(1, is_shown=False)], images=[picture(1)], clips=[clip(7), clip(8)]
    )
    assert len(hits("rights", seen)) == 3
    assert hits("rights", subject(shots=[shot(9)])) == []


def test_a_shown_picture_has_an_alternative_text_here_or_in_the_library() -> None:
    images = [picture(1), picture(2, alt="Sân đình lát gạch"), picture(3)]
    images.append(picture(4, description="Cổng đình làng"))
    shots = [shot(1), shot(2), shot(3, alt="Cổng đình"), shot(4)]
    seen = subject(shots=[*shots, shot(1, is_shown=False), shot(99)], images=images)
    (hit,) = hits("alt_missing", seen)
    assert hit.image_id == 1
    assert hit.words == "Có ảnh chưa có văn bản thay thế."


@pytest.mark.parametrize(
    "alt",
    [
        *("bức ảnh", "tấm ảnh", "ảnh bài", "ảnh tin", "ảnh tư liệu"),
        *("picture", "photo", "hình", "minh họa", "không có tiêu đề", "alt", "caption"),
        *("chú thích", "image", "hình ảnh", "ảnh minh họa"),
        *("ảnh", "Ảnh 1", "Hình ảnh", "Ảnh minh họa.", "hình minh hoạ", "Image 12"),
        *("IMG_1234", "IMG 1234", "DSC_0012", "DSCN0012", "anh-1", "photo 3"),
        *("san-dinh.JPG", "sân đình.webp", "z4567890123_abc", "20261120_093011"),
        *("Screenshot_2026", "untitled", "Sân đình"),
    ],
)
def test_words_that_show_nothing_are_found(alt: str) -> None:
    """Whatever their length."""
    assert says_nothing(alt, 0 if alt != "Sân đình" else 10)


@pytest.mark.parametrize(
    "alt",
    [
        "Sân đình lát gạch dưới nắng sớm",
        "Ảnh cụ Tư kể chuyện bên bếp lửa",
        "Hình rồng trên mái đình",
        "Năm 1954, dân làng dựng đình",
        "Sân đình xx",
        "Sân đình x",
    ],
)
def test_words_that_show_something_are_left_alone(alt: str) -> None:
    assert not says_nothing(alt, 10)


def test_an_alternative_text_is_not_the_title_again() -> None:
    image = picture(1, alt="HỘI LÀNG MỞ CỬA")
    seen = subject(title="Hội làng mở cửa", shots=[shot(1)], images=[image])
    (hit,) = hits("alt_says_nothing", seen)
    assert hit.words == "Văn bản thay thế “HỘI LÀNG MỞ CỬA” chưa nói ảnh có gì."
    assert (hit.image_id, hit.field, hit.block) == (1, "body", "b1")
    other = subject(title="Hội làng", shots=[shot(1)], images=[image])
    assert hits("alt_says_nothing", other) == []


def test_an_empty_alternative_text_is_another_rule_s() -> None:
    assert hits("alt_says_nothing", subject(shots=[shot(1)], images=[picture(1)])) == []


def test_how_short_is_data() -> None:
    seen = subject(shots=[shot(1, alt="Sân đình xx")], images=[picture(1)])
    assert hits("alt_says_nothing", seen) == []
    assert len(hits("alt_says_nothing", seen, least=12)) == 1


def test_what_is_lost_or_said_in_another_language_breaks_nothing() -> None:
    lost = subject(shots=[shot(9, alt="ảnh"), shot(8)])
    assert [hit.image_id for hit in hits("alt_says_nothing", lost)] == [9]
    gone = replace(subject(clips=[clip(7)]), clips={})
    assert hits("rights", gone) == []
    seen = subject(shots=[shot(1)], images=[picture(1)], form="tong_hop", language="en")
    assert len(hits("round_up_pictures", seen)) == 1


def test_without_limits_any_number_is_taken() -> None:
    seen = subject(destination="group")
    assert hits("group_pictures", seen, least=None, most=None) == []  # type: ignore[arg-type]
