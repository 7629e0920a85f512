"""Addresses as people write them and as old servers understood them."""

from itertools import combinations

import pytest
from hypothesis import given, strategies as st

from cms.addresses.faults import AddressError
from cms.addresses.reading import (
    LONGEST,
    asked_by,
    asked_of,
    own_form,
    read_source,
    read_target,
    source_text,
)

PATHS = st.lists(
    st.text(alphabet="aBđÂ1-._ ", min_size=1, max_size=6), min_size=1, max_size=4
).map(lambda parts: "/x" + "/".join(parts))
PAIRS = st.dictionaries(
    st.text(alphabet="abID", min_size=1, max_size=3),
    st.text(alphabet="aĐ12-", max_size=4),
    max_size=3,
)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("/Default.aspx?ID=5", "http://a.vn/default.ASPX?id=5&x=1"),
        ("/a/b/", "/a/b"),
        ("//a///b", "/a/b"),
        ("/?id=1", "http://a.vn?id=1"),
        ("/a?b", "/a?b="),
        ("/Hội nghị.html", "/H%E1%BB%99i%20ngh%E1%BB%8B.html"),
        ("/ho\u0323\u0302i", "/hội"),
        ("/tin%F4.asp", "/tin%F4.asp"),
        ("/a#b?c", "/a"),
        ("/a?x=1&x=2", "/a?x=1"),
    ],
)
def test_both_sides_come_to_one_form(written: str, asked: str) -> None:
    assert read_source(written).match(asked_by(asked, "a.vn")) == {}


@given(PATHS, PAIRS, PAIRS)
def test_what_was_written_answers_what_asks_it_and_more(
    path: str, pairs: dict[str, str], more: dict[str, str]
) -> None:
    query = "&".join(f"{name}={value}" for name, value in pairs.items())
    source = read_source(f"{path}?{query}" if query else path)
    asked = asked_of("a.vn", path, [*pairs.items(), *more.items()])
    assert source.match(asked) == {}
    for name in source.names:
        less = {key: value for key, value in asked.parameters.items() if key != name}
        assert source.match(asked_of("a.vn", path, less.items())) is None
    assert source.match(asked_of("a.vn", f"{path}/x", pairs.items())) is None


@given(st.lists(st.tuples(PATHS, PAIRS, st.booleans()), min_size=2, max_size=5))
def test_of_two_rules_one_is_always_more_specific(
    written: list[tuple[str, dict[str, str], bool]],
) -> None:
    sources = [
        read_source(
            f"{path}?" + "&".join(f"{name}={value}" for name, value in pairs.items()),
            "a.vn" if has_host else "",
        )
        for path, pairs, has_host in written
    ]
    for one, other in combinations(sources, 2):
        assert (one.rank == other.rank) == (one.digest == other.digest)


@given(st.text(max_size=80))
def test_whatever_is_written_is_read_or_refused_in_words(written: str) -> None:
    for read in (read_source, read_target):
        try:
            told: object = read(written)
        except AddressError as fault:
            told = fault.reasons
        assert told


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "Thiếu địa chỉ."),
        ("www.a.vn/x", "Địa chỉ cũ bắt đầu bằng “/” hoặc “http”."),
        ("/a\nb", "Địa chỉ có ký tự không được phép."),
        ("/" + "a" * LONGEST, "Địa chỉ dài quá 1000 ký tự."),
        ("/-/abc", "Địa chỉ dưới “/-/” là của hệ thống."),
        ("/admin/x", "Địa chỉ dưới “/admin/” là của hệ thống."),
        ("/admin", "Địa chỉ dưới “/admin/” là của hệ thống."),
        ("/{x}", "Viết như vậy thì mọi địa chỉ đều khớp"),
        ("/{x*}", "Viết như vậy thì mọi địa chỉ đều khớp"),
        ("/a/{x}?b={x}", "Mỗi chỗ trống cần một tên riêng."),
        ("/a?b={x*}", "{ten*} thay cho cả phần còn lại"),
        ("/a?" + "&".join(f"p{n}=1" for n in range(30)), "Có quá nhiều tham số"),
        ("/a?{b}=1", "Tên tham số không được có"),
        ("http://[/", "Địa chỉ không đọc được."),
    ],
)
def test_what_cannot_be_an_old_address_is_refused(written: str, reason: str) -> None:
    with pytest.raises(AddressError) as refused:
        read_source(written)
    assert any(one.startswith(reason) for one in refused.value.reasons)


def test_an_administration_of_another_name_is_an_old_address() -> None:
    assert read_source("/administrator/index.php").is_exact
    assert read_source("/{x*}", "cu.vn").host == "cu.vn"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("tin-tuc", "Địa chỉ mới bắt đầu bằng"),
        ("//evil.example/", "Địa chỉ mới bắt đầu bằng"),
        ("javascript:alert(1)", "Địa chỉ mới bắt đầu bằng"),
        ("ftp://a.vn/", "Địa chỉ mới bắt đầu bằng"),
        ("http:///x", "Địa chỉ mới không có tên miền"),
        ("https://{id}.vn/", "Địa chỉ mới không có tên miền"),
        ("https://a.vn@evil.example/", "Địa chỉ mới không có tên miền"),
        ("https://a.vn:x/", "Địa chỉ mới không có tên miền"),
        ("http://[/", "Địa chỉ mới không có tên miền"),
        ("/a\\b", "Địa chỉ có ký tự"),
        ("/a/{khac}", "Địa chỉ cũ không có chỗ trống {khac}."),
    ],
)
def test_what_cannot_be_a_new_address_is_refused(written: str, reason: str) -> None:
    gaps = read_source("/a/{id}").gaps
    with pytest.raises(AddressError) as refused:
        read_target(written, gaps)
    assert any(one.startswith(reason) for one in refused.value.reasons)


@given(st.text(alphabet="/\\.:@?#%{}ab ", min_size=1, max_size=30))
def test_a_gap_never_leads_to_another_host(value: str) -> None:
    own = read_target("/{x*}", read_source("/a/{x*}").gaps).address({"x": value})
    assert own.startswith("/")
    assert not own.startswith("//")
    gaps = read_source("/a/{x}").gaps
    outside = read_target("https://a.vn/{x}", gaps).address({"x": value})
    assert outside.startswith("https://a.vn/")


def test_a_new_address_at_an_own_hostname_is_a_path() -> None:
    assert own_form("https://A.vn/x?y=1", {"a.vn"}) == "/x?y=1"
    assert own_form("https://a.vn", {"a.vn"}) == "/"
    assert own_form("https://b.vn/x", {"a.vn"}) == "https://b.vn/x"


def test_an_old_address_is_kept_as_it_was_written() -> None:
    assert source_text(" http://A.vn/Default.aspx?ID=5#x ") == "/Default.aspx?ID=5"
    assert source_text("http://a.vn") == "/"
    assert source_text("http://a.vn?id=5") == "/?id=5"
