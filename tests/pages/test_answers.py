"""Links to pages inside the answers of a front page."""

from cms.pages.answers import pages_named_in, with_addresses

ANSWER = (
    '<p>Xem <a id="7" linktype="page">kế hoạch</a>, <a linktype="page" id="9">mẫu</a>'
    ' hoặc <a href="https://chinhphu.vn">Cổng Chính phủ</a>.</p>'
)


def test_pages_are_named_once() -> None:
    assert pages_named_in([ANSWER, ANSWER, "<p>Không.</p>"]) == {7, 9}
    assert pages_named_in([]) == set()


def test_live_pages_get_their_address_and_others_none() -> None:
    assert with_addresses(ANSWER, {7: '/ke-hoach/?a="b"'}) == (
        '<p>Xem <a href="/ke-hoach/?a=&quot;b&quot;">kế hoạch</a>, <a>mẫu</a>'
        ' hoặc <a href="https://chinhphu.vn">Cổng Chính phủ</a>.</p>'
    )
