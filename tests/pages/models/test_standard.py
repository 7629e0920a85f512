"""Pages of text, one below the other."""

from typing import Any

import pytest

from tests.factories.pages import StandardPageFactory
from tests.factories.portals import living_portal
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db


def test_a_page_of_text_shows_its_body_and_the_way_to_it(reader: Reader) -> None:
    living = living_portal()
    page = StandardPageFactory.create(
        parent=living.section,
        title="Kế hoạch",
        body=[("heading", "Mục đích"), ("text", "<p>Giữ nếp cũ.</p>")],
    )
    StandardPageFactory.create(parent=page, title="Phụ lục")
    text = reader.read(living.host, "/van-hoa/ke-hoach/")
    assert "Mục đích" in text
    assert "Giữ nếp cũ." in text
    context: Any = reader.get(living.host, "/van-hoa/ke-hoach/phu-luc/").context
    assert [step.title for step in context["breadcrumb"]] == ["Trang chủ", "Văn hóa"]
