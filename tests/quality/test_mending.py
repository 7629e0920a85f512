"""What the machine mends, and what it leaves as it was."""

import unicodedata

import pytest

from cms.news.models import NewsPage
from cms.quality.findings import Fix
from cms.quality.mending import mend_page, mended
from tests.factories.media import ImageFactory, figure

APART = unicodedata.normalize("NFD", "Hội làng")
LEGACY, MEANT = (
    "Céng hßa x· héi chñ nghÜa ViÖt Nam",
    "Cộng hòa xã hội chủ nghĩa Việt Nam",
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Hội  làng", "Hội làng"),
        ("Hội , làng ; vui !", "Hội, làng; vui!"),
        ("Hội  , làng", "Hội, làng"),
        ("Hội làng .", "Hội làng."),
        ("Hội\u200b làng\ufeff", "Hội làng"),
        ("10\u00a0000 đồng", "10\u00a0000 đồng"),
        ("Lúc 7 :30", "Lúc 7 :30"),
        ("<p>Hội  <b>làng</b> &amp; đình</p>", "<p>Hội <b>làng</b> &amp; đình</p>"),
        ('<p>a <a href="x  y">b</a></p>', '<p>a <a href="x  y">b</a></p>'),
    ],
)
def test_spaces_are_taken_out(before: str, after: str) -> None:
    assert mended(before, Fix.SPACES) == after


def test_letters_are_put_together() -> None:
    assert mended(APART, Fix.COMPOSE) == "Hội làng"
    marked = f"<p>{APART} <b>{APART}</b> &lt;3</p>"
    assert mended(marked, Fix.COMPOSE) == "<p>Hội làng <b>Hội làng</b> &lt;3</p>"


def test_old_encodings_are_turned_over_where_they_are() -> None:
    assert mended(LEGACY, Fix.DECODE) == MEANT
    assert mended(MEANT, Fix.DECODE) == MEANT
    marked = f"<p>{LEGACY} <b>{LEGACY}</b></p><p>{MEANT} &amp; bạn</p>"
    assert mended(marked, Fix.DECODE) == (
        f"<p>{MEANT} <b>{MEANT}</b></p><p>{MEANT} &amp; bạn</p>"
    )


@pytest.mark.django_db
def test_every_text_of_a_page_is_mended(item: NewsPage) -> None:
    image = ImageFactory.create()
    item.kicker = APART
    item.source_name = APART  # no text of the item
    item.body = [
        ("heading", APART),
        figure(image, caption=APART, alt_text=APART),
        ("gallery", {"images": [{"image": image, "caption": APART}]}),
        ("accordion", {"items": [{"title": APART, "text": f"<p>{APART}</p>"}]}),
        ("embed", {"url": "https://a.vn/x", "title": APART}),
    ]
    assert mend_page(item, Fix.COMPOSE)
    assert (item.kicker, item.source_name) == ("Hội làng", APART)
    heading, shot, gallery, accordion, embed = (block.value for block in item.body)
    assert heading == "Hội làng"
    assert (shot["caption"], shot["alt_text"]) == ("Hội làng", "Hội làng")
    assert shot["image"] == image
    assert gallery["images"][0]["caption"] == "Hội làng"
    assert accordion["items"][0]["title"] == "Hội làng"
    assert accordion["items"][0]["text"].source == "<p>Hội làng</p>"
    assert (embed["title"], embed["url"]) == ("Hội làng", "https://a.vn/x")
    assert not mend_page(item, Fix.COMPOSE)
    assert not mend_page(item, Fix.SPACES)
