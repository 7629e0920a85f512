"""From official sources, or with a reason."""

import pytest

from cms.quality.models import OfficialSource
from cms.quality.rules.sources import host_of
from tests.quality.subjects import hits, subject

SOURCES = [OfficialSource(host="gov.vn"), OfficialSource(host="nhandan.vn")]


def test_what_is_the_unit_s_own_needs_no_source() -> None:
    assert hits("source_official", subject()) == []


@pytest.mark.parametrize(
    "url",
    ["https://nhandan.vn/a", "https://www.nhandan.vn", "http://sub.tayninh.gov.vn/x"],
)
def test_official_sources_and_names_below_them_are_taken(url: str) -> None:
    assert hits("source_official", subject(source_url=url, sources=SOURCES)) == []


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://blog.example/a", "blog.example"),
        ("https://notgov.vn", "notgov.vn"),
        ("https://gov.vn.example", "gov.vn.example"),
    ],
)
def test_others_are_not(url: str, host: str) -> None:
    (hit,) = hits("source_official", subject(source_url=url, sources=SOURCES))
    assert hit.words == f"“{host}” không có trong danh sách nguồn chính thống."
    assert (hit.field, hit.subject) == ("source_url", host)


def test_a_reason_holds_for_its_own_source_and_rule() -> None:
    url = "https://blog.example/a"
    given = frozenset({("source_official", "blog.example")})
    assert hits("source_official", subject(source_url=url, explained=given)) == []
    for other in (("source_official", "khac.example"), ("rights", "blog.example")):
        seen = subject(source_url=url, explained=frozenset({other}))
        assert len(hits("source_official", seen)) == 1


@pytest.mark.parametrize("url", ["", "không có", "https://[::1"])
def test_an_address_is_asked_for(url: str) -> None:
    (hit,) = hits("source_official", subject(source_url=url, sources=SOURCES))
    assert hit.words == "Tin đăng lại chưa có địa chỉ tại nguồn."
    assert hit.field == "source_url"
    assert host_of(url) == ""
