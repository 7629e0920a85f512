"""Children, harm, and maps of the country."""

from datetime import date
from typing import Any

import pytest

from cms.quality.lookups import Subject
from tests.quality.subjects import consent, hits, picture, said, shot, subject

CHILD = {1: said(children="some")}


def seen(*texts: str, **values: Any) -> Subject:
    usual: dict[str, Any] = {
        "shots": [shot(1)],
        "images": [picture(1)],
        "declarations": CHILD,
    }
    return subject(*texts, **{**usual, **values})


def test_children_are_shown_with_a_recorded_consent_only() -> None:
    (hit,) = hits("children_consent", seen())
    assert (
        hit.words == "Ảnh nhận ra được trẻ em mà chưa ghi nhận sự đồng ý của người nào."
    )
    assert (hit.image_id, hit.field, hit.block) == (1, "body", "b1")
    assert hits("children_consent", seen(consents={1: [consent()]})) == []
    assert hits("children_consent", seen(consents={2: [consent()]}))
    for other in ("none", ""):
        said_so = {1: said(children=other)}
        assert hits("children_consent", seen(declarations=said_so)) == []
    assert hits("children_consent", seen(declarations={})) == []


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"given_on": date(2026, 11, 20)}, 0),
        ({"given_on": date(2026, 11, 21)}, 1),
        ({"ends_on": date(2026, 11, 20)}, 0),
        ({"ends_on": date(2026, 11, 19)}, 1),
        ({"child_agrees": False}, 1),
    ],
)
def test_a_consent_holds_on_its_days_and_with_the_child_s_own(
    values: dict[str, Any], found: int
) -> None:
    given = {1: [consent(**values)]}
    assert len(hits("children_consent", seen(consents=given))) == found


def test_what_was_said_of_other_bytes_says_nothing() -> None:
    old = {1: said(children="some", sha256="khac")}
    assert hits("children_consent", seen(declarations=old)) == []
    words = {"shots": [shot(1, caption="Các cháu mầm non")], "declarations": old}
    assert len(hits("children_unsaid", seen(**words))) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"shots": [shot(1, caption="Học sinh lớp 3 xem múa rối")]},
        {"shots": [shot(1, alt="Em bé cầm đèn")]},
        {"images": [picture(1, alt="Thiếu nhi rước đèn")]},
        {"images": [picture(1, caption="Bé gái múa")]},
        {"images": [picture(1, title="các cháu mẫu giáo")]},
        {"images": [picture(1, description="Trẻ em làng chài")]},
    ],
)
def test_words_of_children_ask_what_the_picture_shows(
    values: dict[str, Any],
) -> None:
    for unsaid in ({}, {1: said()}):
        (hit,) = hits("children_unsaid", seen(declarations=unsaid, **values))
        assert hit.words == "Lời kèm ảnh có nhắc đến trẻ em."
        assert hit.image_id == 1
    for answer in ("none", "some"):
        answered = {1: said(children=answer)}
        assert hits("children_unsaid", seen(declarations=answered, **values)) == []


def test_other_words_ask_nothing() -> None:
    quiet = {"shots": [shot(1, caption="Cụ Tư kể chuyện")], "declarations": {}}
    assert hits("children_unsaid", seen(**quiet)) == []


@pytest.mark.parametrize(
    "text", ["Nạn nhân được cứu", "Thăm bệnh nhi điều trị", "Chống bạo hành trẻ em"]
)
def test_children_beside_harm_need_a_paper_that_says_so(text: str) -> None:
    (hit,) = hits("children_in_harm", seen(text, consents={1: [consent()]}))
    assert hit.words.startswith("Ảnh nhận ra được trẻ em trong bài nói về “")
    assert hit.image_id == 1
    strong = {1: [consent(covers_harm=True)]}
    assert hits("children_in_harm", seen(text, consents=strong)) == []
    assert hits("children_in_harm", seen(text, declarations={1: said()})) == []


def test_harm_is_named_by_its_first_word() -> None:
    (hit,) = hits("children_in_harm", seen("Hội làng", "Cấp cứu sau tai nạn"))
    assert hit.words == "Ảnh nhận ra được trẻ em trong bài nói về “Cấp cứu”."


def test_without_harm_the_usual_consent_is_enough() -> None:
    assert hits("children_in_harm", seen("Các cháu vui trung thu")) == []


MAPS = ["Bản đồ du lịch Việt Nam", "Lược đồ hành chính", "BẢN ĐỒ quy hoạch"]


@pytest.mark.parametrize("words", MAPS)
def test_a_map_waits_for_a_word_about_the_islands(words: str) -> None:
    shots = [shot(1, caption=words)]
    for unsaid in ({}, {1: said()}, {1: said(territory="whole", sha256="khac")}):
        (hit,) = hits("map_confirmed", seen(shots=shots, declarations=unsaid))
        assert hit.image_id == 1
        assert (
            hit.words
            == "Chưa có ai xác nhận bản đồ này thể hiện Hoàng Sa và Trường Sa."
        )
    for answer in ("whole", "no_map"):
        answered = {1: said(territory=answer)}
        assert hits("map_confirmed", seen(shots=shots, declarations=answered)) == []


@pytest.mark.parametrize(
    "words", ["Bản đồ tư duy của lớp", "Bản đồ chỉ đường", "Bản đồ số", "Sân đình"]
)
def test_other_maps_wait_for_nothing(words: str) -> None:
    shots = [shot(1, caption=words)]
    assert hits("map_confirmed", seen(shots=shots, declarations={})) == []


def test_a_blurred_picture_with_another_file_is_looked_at_again() -> None:
    assert hits("blur_undone", seen()) == []
    assert hits("blur_undone", seen(blurred={1: "so-1"})) == []
    (hit,) = hits("blur_undone", seen(blurred={1: "truoc"}))
    assert hit.words == "“Sân đình” đã làm mờ, rồi bị thay tệp khác."
    assert hit.image_id == 1
    assert hits("blur_undone", seen(images=[], blurred={1: "truoc"})) == []


def test_words_count_though_the_picture_is_lost() -> None:
    shots = [shot(1, caption="Các cháu mầm non")]
    assert len(hits("children_unsaid", seen(shots=shots, images=[]))) == 1
