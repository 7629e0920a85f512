"""What is made of a reader's words."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from search.lexemes import LONGEST_WORD, Form, indexed, lexeme
from search.plan import LONGEST_QUERY, MOST_WORDS, Word, plan_of, split
from search.text import fold
from search.wants import Wants, gate, worth


def written(query: str) -> tuple[list[str], list[list[str]]]:
    plan = plan_of(query)
    return (
        [word.written for word in plan.words],
        [[word.written for word in phrase] for phrase in plan.phrases],
    )


@pytest.mark.parametrize(
    ("query", "words", "phrases"),
    [
        ("Hát xẩm", ["hát", "xẩm"], []),
        ("20/KH-SVHTTDL", ["20", "kh", "svhttdl"], []),
        ('lễ "di sản" 2026', ["lễ", "2026"], [["di", "sản"]]),
        ("“di sản” «phố cổ»", [], [["di", "sản"], ["phố", "cổ"]]),
        ('"gốm"', ["gốm"], []),
        ('gốm "Bát Tràng', ["gốm", "bát", "tràng"], []),
        ('""', [], []),
        ("3.5% (a.b@c.vn)_x", ["3", "5", "a", "b", "c", "vn", "x"], []),
        ("🎉 \x00 ' -", [], []),
        ("Thuý hoà", ["thuý", "hoà"], []),
        ("Thúy hòa", ["thuý", "hoà"], []),
    ],
)
def test_a_query_is_words_and_phrases(
    query: str, words: list[str], phrases: list[list[str]]
) -> None:
    assert written(query) == (words, phrases)


def test_long_queries_are_cut() -> None:
    assert len(plan_of("a " * 500).all_words) == MOST_WORDS
    (word,) = plan_of("x" * 500).words
    assert len(word.written) == LONGEST_QUERY
    assert len(lexeme(word)) == LONGEST_WORD
    quoted = plan_of(f'{"a " * 10}"b c d e f"')
    assert len(quoted.words) == 10
    assert [len(phrase) for phrase in quoted.phrases] == [2]


def test_marks_matter_only_to_who_writes_them() -> None:
    assert plan_of("gom bát").is_marked
    assert not plan_of("gom bat").is_marked


@pytest.mark.parametrize(
    ("word", "spelt"),
    [
        ("hát", "zzha1t"),
        ("hạt", "zzha5t"),
        ("đường", "zzd9u7o72ng"),
        ("Thủy", "zzthuy3"),
        ("thuỷ", "zzthuy3"),
        ("hoa", "zzhoa"),
        ("İ", "zzi"),
        ("20", "zz20"),
    ],
)
def test_a_word_is_spelt_in_letters_and_digits(word: str, spelt: str) -> None:
    (found,) = split(word)
    assert lexeme(found, Form.SPELT) == spelt


def test_a_text_stands_in_the_index_once_for_each_form() -> None:
    assert indexed("Hạ về", Form.PLAIN, Form.SPELT) == ["ha", "ve", "zzha5", "zzve62"]


@given(st.text(max_size=80))
def test_no_sign_of_an_engine_reaches_it(text: str) -> None:
    plan = plan_of(text)
    for word in plan.all_words:
        for form in Form:
            assert lexeme(word, form).isalnum()


@given(st.text(max_size=80))
def test_composed_or_not_it_is_one_query(text: str) -> None:
    taken_apart = unicodedata.normalize("NFD", text)
    assert (
        plan_of(taken_apart[:LONGEST_QUERY]).all_words
        == plan_of(unicodedata.normalize("NFC", taken_apart[:LONGEST_QUERY])).all_words
    )


def test_what_a_hit_must_fulfil_and_what_makes_it_better() -> None:
    plan = plan_of('hát "Hà Nội"')
    assert gate(plan).groups == (("hat",), ("ha", "noi"))
    assert gate(plan).for_postgres == "'hat' & 'ha' <-> 'noi'"
    assert gate(plan).for_sqlite == '{title body} : ("hat" AND "ha noi")'
    assert Wants((("gom",),), "title").for_sqlite == '{title} : ("gom")'
    together = (("zzha1t", "zzha2", "zzno56i"),)
    assert worth(plan)[-2:] == [
        (Wants(together), 4),
        (Wants(together, "title"), 8),
    ]
    assert len(worth(plan_of("gom"))) == 2


def test_a_word_is_marked_when_spelling_shows_more() -> None:
    assert Word("hoa", "hoà").is_marked
    assert not Word("hoa", "hoa").is_marked
    assert fold("hoà") == "hoa"
