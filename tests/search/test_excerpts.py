"""Showing where the words stand."""

import html
import time

import pytest
from django.utils.html import strip_tags
from hypothesis import given, strategies as st

from search.excerpts import AROUND, CUT, excerpt, marked
from search.plan import plan_of
from search.text import nfc

LONG = "Mở đầu bằng những lời chung. " * 30


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("Gốm Bát Tràng", "gom", "<mark>Gốm</mark> Bát Tràng"),
        ("Gốm Bát Tràng", "bat trang", "Gốm <mark>Bát Tràng</mark>"),
        ("Gốm, bát; tràng", "bát gốm", "<mark>Gốm</mark>, <mark>bát</mark>; tràng"),
        ("<b>gốm</b> & men", "gom", "&lt;b&gt;<mark>gốm</mark>&lt;/b&gt; &amp; men"),
        ("văn hóa, hòa nhạc", "văn hóa", "<mark>văn hóa</mark>, hòa nhạc"),
        ("văn hoá, hòa nhạc", "văn hóa", "<mark>văn hoá</mark>, hòa nhạc"),
        ("hòa nhạc", "hóa", "<mark>hòa</mark> nhạc"),
        (
            "mua, múa, mùa",
            "mua",
            "<mark>mua</mark>, <mark>múa</mark>, <mark>mùa</mark>",
        ),
        ("x", "<script>", "x"),
        ("<script>", "script", "&lt;<mark>script</mark>&gt;"),
        ("gốm sứ", "", "gốm sứ"),
    ],
)
def test_words_are_marked_and_everything_else_escaped(
    text: str, query: str, shown: str
) -> None:
    assert marked(text, plan_of(query)) == shown
    assert excerpt(text, plan_of(query)) == shown


def test_an_excerpt_begins_before_the_place_with_most_words() -> None:
    text = f"{LONG}Gốm ở đây. {LONG}Nghề gốm Bát Tràng. {LONG}"
    shown = excerpt(text, plan_of("gốm bát tràng"))
    assert "Nghề <mark>gốm Bát Tràng</mark>" in shown
    assert shown.startswith(CUT)
    assert shown.endswith(CUT)
    assert len(strip_tags(shown)) <= AROUND + 2 * len(CUT)


def test_without_a_place_the_beginning_is_shown() -> None:
    shown = excerpt(LONG, plan_of("gốm"))
    assert shown.startswith("Mở đầu")
    assert not shown.startswith(CUT)


def test_a_text_without_blanks_is_cut_all_the_same() -> None:
    assert excerpt("a" * 1000, plan_of("b")) == "a" * AROUND + CUT


def test_a_text_of_ten_thousand_words_is_no_burden() -> None:
    text = "và gốm " * 5_000
    began = time.process_time()
    excerpt(text, plan_of("và gốm"))
    assert time.process_time() - began < 0.5


@given(st.text(max_size=300), st.text(max_size=30))
def test_the_words_stay_what_they_were(text: str, query: str) -> None:
    shown = marked(text, plan_of(query))
    plain = shown.replace("<mark>", "").replace("</mark>", "")
    assert html.unescape(plain) == nfc(text)
    assert "<" not in plain
    excerpt(text, plan_of(query))
