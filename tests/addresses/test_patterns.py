"""Texts with gaps: what they match, in which time, and what they refuse."""

import time

import pytest
from hypothesis import given, strategies as st

from cms.addresses.faults import AddressError
from cms.addresses.patterns import MOST_GAPS, Gap, Kind, Pattern, compiled

LITERALS = st.text(alphabet="abz-_.019", min_size=1, max_size=6)
NUMBERS = st.text(alphabet="0123456789", min_size=1, max_size=8)
PARTS = st.text(alphabet="abz-019.", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("written", "text", "values"),
    [
        ("/default.aspx", "/default.aspx", {}),
        ("/vi/news/{muc}/{slug}-{id}.html", "/vi/news/tin/hoi-lang-12.html", {"muc": "tin", "slug": "hoi-lang", "id": "12"}),
        ("/{slug}-{id}.html", "/a-1-2.html", {"slug": "a-1", "id": "2"}),
        ("/{slug}-{id}.html", "/a--7.html", {"slug": "a-", "id": "7"}),
        ("/tin/{id}", "/tin/007", {"id": "007"}),
        ("/cu/{con*}", "/cu/a/b/c.html", {"con": "a/b/c.html"}),
        ("{a}-{b}", "---", {"a": "-", "b": "-"}),
    ],
)  # fmt: skip
def test_gaps_are_read(written: str, text: str, values: dict[str, str]) -> None:
    assert compiled(written, may_rest=True).match(text) == values


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("/default.aspx", "/default.aspx/"),
        ("/default.aspx", "/default"),
        ("/tin/{id}", "/tin/bay"),
        ("/tin/{id}", "/tin/"),
        ("/tin/{slug}", "/tin/a/b"),
        ("/{slug}-{id}.html", "/a-b.html"),
        ("/{slug}-{id}.html", "/-1.htm"),
        ("/cu/{con*}", "/cu/"),
        ("/tin/{id}", "/tin/١٢"),
        ("a{x}a", "a"),
        ("", "a"),
    ],
)
def test_nothing_else_is_matched(written: str, text: str) -> None:
    assert compiled(written, may_rest=True).match(text) is None


def filled(draw: st.DrawFn) -> tuple[Pattern, dict[str, str], str]:
    parts: list[str | Gap] = [draw(LITERALS)]
    values: dict[str, str] = {}
    for number in range(draw(st.integers(0, MOST_GAPS))):
        kind = draw(st.sampled_from([Kind.NUMBER, Kind.PART]))
        name = f"g{number}"
        values[name] = draw(NUMBERS if kind is Kind.NUMBER else PARTS)
        parts += [Gap(name, kind), draw(LITERALS)]
    pattern = Pattern(tuple(parts))
    return pattern, values, pattern.fill(values)


@given(st.composite(filled)())
def test_what_was_filled_in_is_matched(
    made: tuple[Pattern, dict[str, str], str],
) -> None:
    pattern, _values, text = made
    found = pattern.match(text)
    assert found is not None
    assert pattern.fill(found) == text
    for gap in pattern.gaps:
        assert found[gap.name]
        assert all(gap.kind.takes(one) for one in found[gap.name])


@given(st.composite(filled)(), st.text(alphabet="abz-_.019/", max_size=40))
def test_whatever_is_matched_is_made_of_the_pattern(
    made: tuple[Pattern, dict[str, str], str], text: str
) -> None:
    pattern = made[0]
    found = pattern.match(text)
    if found is not None:
        assert pattern.fill(found) == text


@given(st.text(max_size=60))
def test_anything_written_is_compiled_or_refused_in_words(written: str) -> None:
    try:
        pattern = compiled(written, may_rest=True)
    except AddressError as fault:
        reasons = fault.reasons
    else:
        reasons = ("whole",)
        filled = pattern.fill({gap.name: "1" for gap in pattern.gaps})
        assert not filled or pattern.match(filled) is not None
    assert all(reasons)
    assert reasons


def test_time_is_bounded_by_length_whatever_is_asked() -> None:
    """A regular expression with six gaps would take years for this."""
    pattern = compiled("a".join(f"{{g{number}}}" for number in range(MOST_GAPS)) + "b")
    began = time.monotonic()
    for _round in range(10):
        assert pattern.match("a" * 1_000) is None
        assert pattern.match("a" * 999 + "cb" + "a") is None
        assert pattern.match("a" * 1_000 + "/b") is None
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("/{a}{b}", "Phải có chữ giữa hai chỗ trống."),
        ("/{a}/{a}", "Mỗi chỗ trống cần một tên riêng."),
        ("/{1}", "Chỗ trống viết là {name}"),
        ("/{a", "Chỗ trống viết là {name}"),
        ("/a}", "Chỗ trống viết là {name}"),
        ("/{}", "Chỗ trống viết là {name}"),
        ("/{a*}/b", "{ten*} thay cho cả phần còn lại"),
        ("/x{a*}", "{ten*} thay cho cả phần còn lại"),
        ("".join(f"/{{g{number}}}" for number in range(MOST_GAPS + 1)), "Nhiều nhất 6"),
    ],
)
def test_what_cannot_be_compiled_is_refused(written: str, reason: str) -> None:
    with pytest.raises(AddressError, match=r".") as refused:
        compiled(written, may_rest=True)
    assert any(one.startswith(reason) for one in refused.value.reasons)


def test_the_rest_is_for_paths_only() -> None:
    with pytest.raises(AddressError):
        compiled("a/{x*}")
