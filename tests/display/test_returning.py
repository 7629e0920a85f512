"""Where a reader goes back to: never to another host."""

import pytest
from django.test import RequestFactory

from cms.display.returning import path_before, safe_path


@pytest.mark.parametrize("path", ["/", "/van-hoa/?page=2", "/en/-/0123456789", "/a//b"])
def test_a_path_of_the_portal_is_kept(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "van-hoa/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "http://evil.example/",
        "https:/evil.example",
        "javascript:alert(1)",
        " //evil.example",
        "\t//evil.example",
        "/" + "a" * 2000,
    ],
)
def test_anything_else_is_refused(path: str) -> None:
    assert safe_path(path) == ""


@pytest.mark.parametrize(
    ("referer", "path"),
    [
        ("http://cong.localhost/van-hoa/?page=2", "/van-hoa/?page=2"),
        ("http://cong.localhost", "/"),
        ("http://evil.example/van-hoa/", ""),
        ("http://cong.localhost//evil.example", ""),
        ("", ""),
        ("cong.localhost/van-hoa/", ""),
        ("http://[cong.localhost/", ""),
    ],
)
def test_a_link_leads_back_to_its_page(referer: str, path: str) -> None:
    request = RequestFactory().get(
        "/", headers={"host": "cong.localhost", "referer": referer}
    )
    assert path_before(request) == path
