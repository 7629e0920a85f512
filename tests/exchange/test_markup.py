"""Texts with inline tags: what is one, what only looks like one, and one way to write."""

import pytest
from hypothesis import given, strategies as st
from wagtail_localize.strings import StringValue, extract_strings

from cms.exchange.markup import canonical, clean, parse, render, visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R&D", "R&amp;D"),
        ("&copy=1 &copy; &quot;", '&amp;copy=1 © "'),
        ("2 < 3 > 1", "2 &lt; 3 &gt; 1"),
        ("a<br>b<BR />c", "a<br/>b<br/>c"),
        ("<A ID='a1'>x</A>", '<a id="a1">x</a>'),
        ("a\r<br/>b\r\nc\rd", "a<br/>b\nc\nd"),
        ("a\u2028b\x85c\x07d", "a\nb\ncd"),
        ("a\u0302\u0323", "ậ"),
        ("<b>x", "&lt;b&gt;x"),
        ("<b><i>x</b></i>", "&lt;b&gt;<i>x&lt;/b&gt;</i>"),
        (
            '<a id="a1" onclick="x()">y</a>',
            '&lt;a id="a1" onclick="x()"&gt;y&lt;/a&gt;',
        ),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("<b>\u0338x</b>", "<b>\u0338x</b>"),
    ],
)
def test_one_way_to_write(text: str, expected: str) -> None:
    assert canonical(text) == expected
    assert canonical(expected) == expected


@given(st.text())
def test_writing_it_again_changes_nothing(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    assert render(parse(once)) == once


@given(st.text())
def test_nothing_becomes_html(text: str) -> None:
    """Whatever is written, what comes out is plain text and inline tags."""
    StringValue.from_translated_html(canonical(text))


@given(st.text(st.sampled_from("aậ中 &<>\"'\n\u00a0;#x")))
def test_texts_of_plain_fields_stay_as_they_are(text: str) -> None:
    kept = StringValue.from_plaintext(text).data
    assert canonical(kept) == kept
    assert visible(parse(kept)) == clean(as_segments_hold(text))


def as_segments_hold(text: str) -> str:
    """Return a text as wagtail-localize takes it: of a line of spaces one is left."""
    lines = text.split("\n")
    return "\n".join(" " if line and not line.strip(" ") else line for line in lines)


def test_towers_of_marks_are_cut() -> None:
    """A hundred thousand marks on one letter would take minutes to bring into order."""
    tower = "e" + "\u0323\u0301" * 50_000
    assert len(canonical(tower)) < 32
    assert canonical(canonical(tower)) == canonical(tower)
    assert canonical("e\u0323\u0302" * 1_000) == "ệ" * 1_000


def test_texts_of_rich_text_stay_as_they_are() -> None:
    written = (
        "<p>Xem <a href='/x?a=1&amp;b=2'>lịch <b>trực &amp; nghỉ</b></a><br/>của “Sở” &lt;Y&gt;</p>"
        "<ul><li>Một <em>hai</em> <a linktype='page' id='7'>ba</a></li></ul>"
    )
    texts = [string.data for string, _attributes in extract_strings(written)[1]]
    assert texts == [
        'Xem <a id="a1">lịch <b>trực &amp; nghỉ</b></a><br/>của “Sở” &lt;Y&gt;',
        'Một <em>hai</em> <a id="a1">ba</a>',
    ]
    assert [canonical(text) for text in texts] == texts
