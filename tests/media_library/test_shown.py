"""What pages show of pictures and clips that are not for everybody: nothing."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from pytest_django import Settings
from wagtail.models import CollectionViewRestriction

from cms.core.serving import short_code
from cms.news.models import NewsPage
from media_library.models import Image, Media
from media_library.sharing import SHARED, shared_picture
from sites.models import Capability
from tests.admin import admin_client
from tests.factories.media import ImageFactory, MediaFactory, figure, picture_bytes
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

HOST = "anh.localhost"
STORED = re.compile(r"/media/(?:original_images|images|media\w*)/[\w.-]+|data:image")
GUARDED = re.compile(r"/-/kho-rieng/[\w./-]+")
# Where readers and programs meet an item, and whether it shows its pictures there.
PLACES = (
    *("/van-hoa/", "{path}", "/-/{code}/ban-in/", "/-/{code}/luu/"),
    *("/-/tin.atom", "/-/tin.rss", "/sitemap-1.xml"),
    "/api/v1/pages/{pk}/?fields=body",
)


@pytest.fixture
@kept
def living() -> Living:
    return living_portal(host=HOST)


@pytest.fixture
def image(living: Living) -> Image:
    made: Image = ImageFactory.create(
        collection=living.portal.collection, size=(1600, 1000)
    )
    made.get_rendition(SHARED)
    return made


@pytest.fixture
def clip(living: Living) -> Media:
    made: Media = MediaFactory.create(
        collection=living.portal.collection,
        thumbnail=ContentFile(picture_bytes(), "bia.png"),
    )
    return made


@pytest.fixture
def item(living: Living, image: Image, clip: Media) -> NewsPage:
    made: NewsPage = NewsPageFactory.create(
        parent=living.section,
        title="Hội làng",
        lead_image=image,
        body=[
            figure(image, caption="Sân đình"),
            ("gallery", {"images": [{"image": image}, {"image": image}]}),
            ("video", {"video": clip, "caption": ""}),
        ],
    )
    return made


def everywhere(reader: Reader, page: NewsPage) -> dict[str, str]:
    """Return what is answered at each place."""
    words = {"code": short_code(page), "pk": page.pk, "path": f"/van-hoa/{page.slug}/"}
    answers: dict[str, str] = {}
    for place in PLACES:
        answer: Any = reader.get(HOST, place.format(**words))
        assert answer.status_code == 200, place
        answers[place] = answer.content.decode()
    return answers


def make_private(living: Living, after_commit: Any) -> None:
    with after_commit(execute=True):
        CollectionViewRestriction.objects.create(
            collection=living.portal.collection, restriction_type="login"
        )


def test_a_private_picture_leaves_its_place_to_a_neutral_one(
    living: Living,
    item: NewsPage,
    reader: Reader,
    settings: Settings,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.PAGE_CACHE = True
    before = everywhere(reader, item)
    assert [place for place in PLACES if not STORED.search(before[place])] == []
    make_private(living, django_capture_on_commit_callbacks)
    after = everywhere(reader, item)  # at once: kept answers are made anew
    assert {place: STORED.findall(text) for place, text in after.items()} == {
        place: [] for place in PLACES
    }
    assert not any(GUARDED.search(text) for text in after.values())
    page = BeautifulSoup(after["{path}"], "html.parser")
    assert page.img is None
    assert page.video is None
    assert len(page.select(".pic-missing")) >= 3
    assert "Đoạn phim đặt ở đây không mở cho mọi người." in page.get_text()


def test_the_unit_s_own_people_see_it_in_the_preview(
    living: Living,
    item: NewsPage,
    django_capture_on_commit_callbacks: Any,
) -> None:
    make_private(living, django_capture_on_commit_callbacks)
    editor = admin_client(person_of(living.unit, Capability.EDITOR))
    html = editor.get(f"/admin/pages/{item.pk}/view_draft/").content.decode()
    shown = set(GUARDED.findall(html))
    assert len(shown) >= 5
    assert not STORED.search(html)
    for address in shown:
        answer: Any = editor.get(address)
        assert (answer.status_code, len(b"".join(answer)) > 0) == (200, True)


def test_a_private_picture_is_not_handed_on(
    living: Living, image: Image, django_capture_on_commit_callbacks: Any
) -> None:
    assert shared_picture(Image.objects.get(pk=image.pk)) is not None
    make_private(living, django_capture_on_commit_callbacks)
    hidden = Image.objects.get(pk=image.pk)
    hidden.get_rendition(SHARED)
    assert shared_picture(hidden) is None
