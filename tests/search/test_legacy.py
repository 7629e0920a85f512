"""Old encodings told and read: the vectors of the domain research, and properties."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from search.legacy import (
    TABLES,
    Encoding,
    detect,
    font_encoding,
    is_capital_font,
    is_unicode_vietnamese,
    to_unicode,
)
from search.syllables import is_syllable
from search.text import TONES, nfc

VOWELS = "aăâeêioôơuưy"
SMALL = [nfc(vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]
BACK = {
    name: {letter: code for code, letter in table.items()}
    for name, table in TABLES.items()
}
# What a proper text may be made of: each word is a syllable, marks and all.
SYLLABLES = [
    word
    for onset in ("", "b", "đ", "kh", "ngh", "th")
    for rhyme in ("a", "ăn", "âu", "ê", "i", "oan", "ôn", "ơi", "uy", "ươ", "ưu", "ot")
    for tone in TONES
    if is_syllable(word := nfc(onset + rhyme[0] + tone + rhyme[1:]))
]
PANGRAMS = """Tôi có một cái bàn. Hà Nội là thủ đô. Cô bé đi học, mẹ ra chợ mua cá
The quick brown fox jumps over the lazy dog © 2026, 5 % off – naïve café, señor
Voix ambiguë d’un cœur qui, au zéphyr, préfère les jattes de kiwis ; Noël où çà et là
Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich
Blåbærsyltetøy på brød, så får vi se""".splitlines()


def written(text: str, encoding: Encoding) -> str:
    """Return a text as an old font would have stored it."""
    return "".join(BACK[encoding].get(letter, letter) for letter in nfc(text))


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
@pytest.mark.parametrize("letter", SMALL)
def test_every_letter_comes_back(letter: str, encoding: Encoding) -> None:
    assert to_unicode(written(letter, encoding), encoding) == letter


@pytest.mark.parametrize("letter", SMALL)
def test_every_capital_comes_back(letter: str) -> None:
    assert to_unicode(written(letter.upper(), "vni"), "vni") == letter.upper()
    assert to_unicode(written(letter, "tcvn3"), "tcvn3", capital=True) == letter.upper()


def test_the_tables_are_complete() -> None:
    assert len(TABLES["tcvn3"]) == 74  # domain research, V-03
    assert set(TABLES["tcvn3"].values()) == {*SMALL, *"ĂÂĐÊÔƠƯ"} - set(VOWELS) | {
        *"ăâêôơư"
    }
    assert all(unicodedata.is_normalized("NFC", x) for x in TABLES["vni"].values())


@pytest.mark.parametrize(
    ("old", "encoding", "meant"),
    [
        ("ñy ban nh©n d©n", "tcvn3", "ủy ban nhân dân"),
        ("hép møt tÕt", "tcvn3", "hộp mứt tết"),
        (
            "Céng hßa x· héi chñ nghÜa ViÖt Nam",
            "tcvn3",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
        ),
        ("§¶ng bé tØnh th\xad¬ng yªu", "tcvn3", "Đảng bộ tỉnh thương yêu"),
        ("uûy ban nhaân daân", "vni", "ủy ban nhân dân"),
        ("ÑAÛNG BOÄ TÆNH, nöôùc", "vni", "ĐẢNG BỘ TỈNH, nước"),
        ("Aùnh saùng vaên hoùa", "vni", "Ánh sáng văn hóa"),
    ],
)
def test_what_was_pasted_is_told_and_read(
    old: str, encoding: Encoding, meant: str
) -> None:
    assert detect(old) == encoding
    assert to_unicode(old, encoding) == meant


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=12).map(" ".join))
def test_proper_vietnamese_is_never_taken_for_old(text: str) -> None:
    assert detect(text) is None


@given(st.sampled_from(PANGRAMS), st.integers(0, 60), st.integers(1, 60))
def test_other_latin_text_is_never_taken_for_old(
    text: str, start: int, length: int
) -> None:
    words = text.split()
    assert detect(" ".join(words[start : start + length])) is None


@pytest.mark.parametrize(
    "text",
    [
        # A letter that only Unicode has: half of it was converted already.
        "ñy ban nh©n d©n tỉnh",
        # A few words of it in another language: below what was measured (V-07).
        "He came to Hµ Néi and saw ViÖt Nam with forty colleagues of his ministry.",
    ],
)
def test_mixed_text_is_left_to_people(text: str) -> None:
    assert detect(text) is None


@given(st.lists(st.sampled_from(SYLLABLES), min_size=8, max_size=20))
@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_old_text_is_told_and_comes_back(encoding: Encoding, words: list[str]) -> None:
    text = f"nhân dân, hội đồng, nước: {' '.join(words)}"
    old = written(text, encoding)
    assert detect(old) == encoding
    assert to_unicode(old, encoding) == text


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    found = detect(text)
    assert found is None or not is_unicode_vietnamese(text)


@pytest.mark.parametrize(
    "sign", ["©", "© 2026", "đ 5 ®", "20 °C ± 1", "", "µm", "ñ", "«sic»"]
)
def test_a_lone_sign_is_a_sign(sign: str) -> None:
    assert detect(sign) is None


@pytest.mark.parametrize(
    ("font", "encoding", "is_capital"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        (".vnarial", "tcvn3", False),
        ("VNI-Times", "vni", False),
        ("VNI-HELVE-H", "vni", False),
        ("Times New Roman", None, False),
        ("Cambria MathH", None, False),
    ],
)
def test_fonts_say_how_they_are_read(
    font: str, encoding: Encoding | None, *, is_capital: bool
) -> None:
    assert font_encoding(font) == encoding
    assert is_capital_font(font) is is_capital
