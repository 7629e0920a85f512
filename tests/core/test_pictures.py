"""Which pictures a body shows, without loading them."""

import pytest
from pytest_django import DjangoAssertNumQueries

from cms.core.pictures import picture_ids, pictures_in
from cms.news.models import NewsPage
from tests.factories.media import ImageFactory, figure
from tests.factories.news import NewsPageFactory
from tests.factories.portals import living_portal

pytestmark = pytest.mark.django_db


def test_pictures_come_in_the_order_of_the_body(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    images = [ImageFactory.create() for _ in "123"]
    made = NewsPageFactory.create(
        parent=living_portal().section,
        body=[
            figure(images[2]),
            ("text", "<p>Chữ.</p>"),
            ("gallery", {"images": [figure(images[0])[1], figure(images[2])[1]]}),
            (
                "embed",
                {"url": "https://youtu.be/x", "title": "x", "thumbnail": images[1]},
            ),
        ],
    )
    page = NewsPage.objects.get(pk=made.pk)
    with django_assert_num_queries(0):
        found = picture_ids(page.body)
        with_clips = picture_ids(page.body, with_clips=True)
    assert found == [images[2].pk, images[0].pk, images[2].pk]
    assert with_clips == [*found, images[1].pk]
    assert [image.pk for image in pictures_in(page.body)] == found
    shown = pictures_in(page.body, with_clips=True)
    assert [image.pk for image in shown] == with_clips


def test_both_stored_forms_of_a_list_are_read() -> None:
    page = NewsPage(
        body=[
            {"type": "gallery", "value": {"images": [{"image": 7}, {"image": None}]}},
            {
                "type": "gallery",
                "value": {"images": [{"type": "item", "value": {"image": 8}}]},
            },
            {"type": "figure", "value": {}},
        ]
    )
    assert picture_ids(page.body) == [7, 8]
