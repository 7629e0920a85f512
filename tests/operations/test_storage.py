"""Files that are lost, and stores that fail in their own way: pages still answer."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import Settings

from cms.news.models import NewsPage
from media_library.models import Image, Rendition
from media_library.storages import StorageUnavailableError
from tests.factories.media import ImageFactory, figure
from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import publish, store
from tests.factories.samples import home_body
from tests.operations.stores import ForeignStorage, RefusedError
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

PLACE_HOLDER = "pic-missing"
TEXT = "Bài vẫn đọc được khi ảnh đã mất"


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> pytest.MonkeyPatch:
    """Store files in a foreign store; ``refuses`` makes it fail."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "tests.operations.stores.SteadyForeignStorage"},
    }
    return monkeypatch


def refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ForeignStorage, "refuses", True)


@pytest.fixture
@kept
def portal() -> Living:
    """Return a portal whose home shows its news."""
    made = living_portal()
    made.home.body = home_body([made.section.pk])
    store(made.home)
    return made


def article_with_pictures(portal: Living) -> tuple[NewsPage, Image]:
    picture = ImageFactory.create(size=(800, 500))
    article = NewsPageFactory.create(
        parent=portal.section,
        title="Hội làng Gò Nổi",
        lead_image=picture,
        body=[("text", f"<p>{TEXT}</p>"), figure(picture)],
    )
    return article, picture


def lose_renditions() -> None:
    """As after a change of sizes: every picture has to be scaled anew."""
    Rendition.objects.all().delete()


def assert_reads_with_place_holder(
    reader: Reader, portal: Living, article: NewsPage
) -> None:
    page = reader.get(portal.host, article.url)
    assert page.status_code == 200
    assert TEXT in page.content.decode()
    assert PLACE_HOLDER in page.content.decode()
    for path in ("/", portal.section.url):
        answer = reader.get(portal.host, path)
        assert answer.status_code == 200
        assert PLACE_HOLDER in answer.content.decode()


@pytest.mark.django_db
def test_a_lost_file_costs_its_picture_and_nothing_else(
    reader: Reader, portal: Living
) -> None:
    article, picture = article_with_pictures(portal)
    assert PLACE_HOLDER not in reader.get(portal.host, article.url).content.decode()
    lose_renditions()
    Path(picture.file.path).unlink()
    assert_reads_with_place_holder(reader, portal, article)


@pytest.mark.django_db
def test_a_store_that_fails_in_its_own_way_costs_no_page(
    reader: Reader, refusing: pytest.MonkeyPatch, portal: Living
) -> None:
    article, _picture = article_with_pictures(portal)
    lose_renditions()
    refuse(refusing)
    assert_reads_with_place_holder(reader, portal, article)


@pytest.mark.django_db
def test_an_article_can_be_published_while_the_store_fails(
    reader: Reader, refusing: pytest.MonkeyPatch, portal: Living
) -> None:
    article, _picture = article_with_pictures(portal)
    lose_renditions()
    refuse(refusing)
    article.title = "Hội làng Gò Nổi mở sớm"
    publish(article)
    assert "Hội làng Gò Nổi mở sớm" in reader.read(portal.host, article.url)


def test_faults_of_the_store_are_os_errors(refusing: pytest.MonkeyPatch) -> None:
    name = default_storage.save("ke-hoach.txt", ContentFile(b"x"))
    assert default_storage.size(name) == 1
    refuse(refusing)
    for ask in (default_storage.exists, default_storage.size, default_storage.open):
        with pytest.raises(StorageUnavailableError) as caught:
            ask(name)
        assert isinstance(caught.value, OSError)
        assert isinstance(caught.value.__cause__, RefusedError)
    with pytest.raises(StorageUnavailableError):
        default_storage.save("khac.txt", ContentFile(b"x"))
