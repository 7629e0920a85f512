"""Vietnamese text: the vectors of the domain research and the rules behind them."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from search.text import (
    FOLDED_LETTERS,
    canon,
    fold,
    name_sort_key,
    nfc,
    slugify,
    sort_key,
    tokens,
)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
ONSETS = ("", "b", "đ", "h", "kh", "nh", "th", "ngh")
# Each with the letters after which people write the tone mark.
RHYMES = {
    **dict.fromkeys(("a", "ă", "âu", "ưu", "ôn", "ê", "ia"), (1,)),
    **dict.fromkeys(("oan", "uynh", "ươ", "iêng", "uôi"), (2,)),
    **dict.fromkeys(("oa", "oe", "uy"), (1, 2)),
}


@st.composite
def syllables(draw: st.DrawFn) -> str:
    onset, rhyme = draw(st.sampled_from(ONSETS)), draw(st.sampled_from(list(RHYMES)))
    place = draw(st.sampled_from(RHYMES[rhyme]))
    tone = draw(st.sampled_from(TONES))
    return nfc(onset + nfd(rhyme[:place]) + tone + rhyme[place:])


phrases = st.lists(syllables(), max_size=5).map(" ".join)
written = st.one_of(phrases, st.text(max_size=30))


@given(written)
def test_composing_twice_is_composing_once(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)


@given(written)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(written)
def test_the_canonical_form_is_its_own_canonical_form(text: str) -> None:
    assert canon(canon(text)) == canon(text)


@given(phrases)
def test_composed_and_decomposed_text_are_one(text: str) -> None:
    for rule in (nfc, fold, canon, sort_key, slugify, name_sort_key):
        assert rule(nfd(text)) == rule(text)


@given(phrases)
def test_capitals_change_neither_search_nor_order(text: str) -> None:
    for rule in (fold, canon, sort_key, slugify):
        assert rule(text.upper()) == rule(text)


@given(phrases)
def test_folded_vietnamese_is_plain_ascii(text: str) -> None:
    assert fold(text).isascii()


@given(written)
def test_the_canonical_form_keeps_every_letter(text: str) -> None:
    assert fold(canon(text)) == fold(text)


@given(written)
def test_an_address_part_is_small_letters_digits_and_single_hyphens(text: str) -> None:
    slug = slugify(text)
    assert len(slug) <= 80
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "--" not in slug
    assert slug == slug.strip("-")


@given(written)
def test_an_address_part_of_an_address_part_is_itself(text: str) -> None:
    assert slugify(slugify(text)) == slugify(text)


@given(written, st.integers(min_value=1, max_value=20))
def test_a_shortened_address_part_is_a_beginning_of_the_whole(
    text: str, most: int
) -> None:
    short = slugify(text, max_length=most)
    assert len(short) <= most
    assert slugify(text, max_length=1_000).startswith(short)


@given(written)
def test_a_sort_key_reads_alike_in_every_collation(text: str) -> None:
    key = sort_key(text)
    assert key.isascii()
    assert key == key.lower()
    assert key.isalnum() or key == ""


@given(phrases, phrases)
def test_the_order_is_total(first: str, second: str) -> None:
    """Two texts share a place only when they are the same words."""
    assert (sort_key(first) == sort_key(second)) == (canon(first) == canon(second))


@given(phrases, syllables())
def test_a_text_stands_before_its_own_continuation(text: str, more: str) -> None:
    assert sort_key(text) < sort_key(f"{text} {more}")


@given(syllables(), phrases, phrases)
def test_the_first_syllable_decides_before_any_other(
    one: str, rest: str, other_rest: str
) -> None:
    two = "huynh"
    if canon(one) != two:
        before = sort_key(one) < sort_key(two)
        assert (sort_key(f"{one} {rest}") < sort_key(f"{two} {other_rest}")) is before


@pytest.mark.parametrize(
    ("old", "school"),
    [
        ("hòa", "hoà"),
        ("thủy", "thuỷ"),
        ("khỏe", "khoẻ"),
        ("Khánh Hòa", "khánh hoà"),
        ("Thanh Hóa", "thanh hoá"),
        ("Cộng hòa xã hội chủ nghĩa", "cộng hoà xã hội chủ nghĩa"),
    ],
)
def test_a_tone_mark_stands_where_schools_put_it(old: str, school: str) -> None:
    """V-09: Decision 1989/QĐ-BGDĐT."""
    assert canon(old) == school
    assert canon(school) == school


@pytest.mark.parametrize(
    "syllable", ["quý", "quỳ", "quỷ", "toán", "huỳnh", "loét", "khuya", "muỗi"]
)
def test_a_mark_that_stands_right_already_is_left_alone(syllable: str) -> None:
    assert canon(syllable) == syllable


def test_both_spellings_are_one_word_for_order_and_search() -> None:
    """V-10, V-11: one document mixes both."""
    assert sort_key("hòa bình") == sort_key("hoà bình")
    assert fold("hòa bình") == fold("hoà bình") == "hoa binh"


def test_text_as_typed_is_not_rewritten() -> None:
    """V-11: names keep the spelling their owners use."""
    assert nfc("Thanh Hóa") == "Thanh Hóa"
    assert nfc("Thanh Hoá") == "Thanh Hoá"


def test_four_ways_to_type_a_word_find_the_same() -> None:
    """Section 8, vector 7."""
    ways = ["hoà bình", "hòa bình", "hoa binh", nfd("hòa bình")]
    assert [tokens(way) for way in ways] == [["hoa", "binh"]] * 4


def test_letters_stand_in_the_order_of_the_alphabet() -> None:
    """V-12."""
    letters = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(set(letters), key=sort_key) == letters


def test_tones_stand_in_the_order_of_dictionaries() -> None:
    """V-12."""
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(set(tones), key=sort_key) == tones


def test_dictionaries_compare_syllable_by_syllable() -> None:
    """V-13; ICU would put hoa mai fourth."""
    wanted = ["hoa mai", "hòa an", "hoà thắng", "hỏa lò", "hoá đơn", "họa mi"]
    assert sorted(sorted(wanted), key=sort_key) == wanted


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("hoa", "hoan"),  # letters before tones
        ("họa", "hoan"),
        ("ba 9", "bá 1"),  # the tone of the first before the second
        ("số 1", "số a"),
        ("an", "ăn"),
        ("dân", "đan"),
        ("bò", "bồ"),
    ],
)
def test_one_stands_before_the_other(before: str, after: str) -> None:
    assert sort_key(before) < sort_key(after)


def test_people_are_ordered_by_given_name_then_family_name() -> None:
    """V-14."""
    people = [
        "Trần Văn An",
        "Lê Thị Ánh",
        "Nguyễn Thị Ánh",
        "Đỗ Hùng",
        "Đinh Thị Minh Hằng",
    ]
    wanted = [
        "Trần Văn An",
        "Lê Thị Ánh",
        "Nguyễn Thị Ánh",
        "Đinh Thị Minh Hằng",
        "Đỗ Hùng",
    ]
    assert sorted(people, key=name_sort_key) == wanted


@pytest.mark.parametrize("name", ["", " ", "-"])
def test_nobody_has_an_empty_key(name: str) -> None:
    assert name_sort_key(name) == ""


def test_a_single_name_is_a_given_name() -> None:
    assert name_sort_key("Hằng") == sort_key("hằng")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đại hội", "dai-hoi"),
        ("Đà Nẵng, Thừa Thiên Huế", "da-nang-thua-thien-hue"),
        (nfd("Đà Nẵng, Thừa Thiên Huế"), "da-nang-thua-thien-hue"),
        ("Nghị quyết 18-NQ/TW (2017)", "nghi-quyet-18-nq-tw-2017"),
        ("  –  ", ""),
        ("日本語", ""),
    ],
)
def test_an_address_part_can_be_read_and_typed(title: str, slug: str) -> None:
    """V-15: “Đ” is a letter of its own and not a marked “D”."""
    assert slugify(title) == slug


def test_a_long_address_part_ends_with_a_whole_word() -> None:
    assert slugify("mười hai con giáp", max_length=12) == "muoi-hai-con"
    assert slugify("mười hai con giáp", max_length=11) == "muoi-hai"
    assert slugify("nghiêng", max_length=5) == "nghie"


def test_words_are_found_with_and_without_marks() -> None:
    """V-16."""
    assert tokens("Đường Trần Phú, số 12/3") == [
        "duong",
        "tran",
        "phu",
        "so",
        "12",
        "3",
    ]
    assert tokens("duong tran phu, so 12/3") == tokens("Đường Trần Phú, số 12/3")


def test_every_letter_that_folding_changes_is_listed_beside_its_plain_form() -> None:
    marked, plain = FOLDED_LETTERS
    assert len(marked) == len(plain) == len(set(marked))
    assert [fold(letter) for letter in marked] == list(plain)
    assert set("ăâđêôơưĂÂĐÊÔƠƯ") <= set(marked)
    assert {*"ấờựỹẵ", *"ẤỜỰỸẴ"} <= set(marked)
