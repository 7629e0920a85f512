"""Links that lead nowhere."""

from cms.quality.material import Link, Place
from media_library.models import Document
from tests.quality.subjects import BODY, hits, subject

PLACE = Place("summary", "b9")


def test_links_to_what_was_deleted_are_told() -> None:
    links = [
        Link(PLACE, page_id=1),
        Link(BODY, page_id=2),
        Link(BODY, document_id=3),
        Link(BODY, document_id=4),
        Link(BODY, url="https://a.vn"),
    ]
    seen = subject(
        links=links, pages={1: True}, documents={3: Document(pk=3, collection_id=1)}
    )
    found = hits("broken_link", seen)
    assert [hit.subject for hit in found] == ["2", "4"]
    assert found[0].words == "Có liên kết dẫn đến nơi đã bị xóa."
    assert (found[0].field, found[0].block) == ("body", "b1")


def test_drafts_and_lost_addresses_are_told() -> None:
    links = [
        Link(PLACE, page_id=1),
        Link(BODY, page_id=2),
        Link(BODY, page_id=3),
        Link(BODY, url="/mat/"),
        Link(BODY, url="/con/"),
    ]
    seen = subject(
        links=links, pages={1: False, 2: True}, lost_addresses=frozenset({"/mat/"})
    )
    draft, lost = hits("unread_link", seen)
    assert draft.words == "Có liên kết dẫn đến trang chưa xuất bản."
    assert (draft.field, draft.block, draft.subject) == ("summary", "b9", "1")
    assert lost.words == "Bạn đọc không tìm thấy trang nào tại “/mat/”."
    assert lost.subject == "/mat/"
