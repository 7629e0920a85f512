"""News items made of plain drafts."""

import pytest

from cms.core.models import ContentForm
from cms.core.writing import Draft, writing_for
from cms.news.composing import compose
from tests.factories.core import EventFactory
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db


def test_a_draft_becomes_an_item_that_is_not_saved() -> None:
    image, event = ImageFactory.create(), EventFactory.create()
    item = compose(
        Draft(
            title="Hội làng",
            body=[{"type": "heading", "value": "Sáng sớm", "id": "1"}],
            lead_image_id=image.pk,
            lead_caption="Cổng làng",
            event_id=event.pk,
        )
    )
    assert item.pk is None
    assert (item.title, item.form) == ("Hội làng", ContentForm.NEWS)
    assert (item.lead_image, item.lead_caption) == (image, "Cổng làng")
    assert item.event == event
    assert [(one.block_type, one.value) for one in item.body] == [
        ("heading", "Sáng sớm")
    ]


def test_sections_of_news_say_how_their_items_are_made() -> None:
    writing = writing_for("news")
    assert writing is not None
    assert writing.compose is compose
