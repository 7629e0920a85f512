"""The lists of a topic and of a pen name."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.core.models import Topic
from cms.finding.results import PER_PAGE
from cms.news.models import Byline, NewsPage
from sites.models import PortalStatus
from tests.factories.core import TopicFactory
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory
from tests.factories.portals import Living, living_portal, locale
from tests.factories.publishing import publish
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

HOST = "x.localhost"
TOPIC, AUTHOR = "/-/chu-de/di-san/", "/-/tac-gia/ha-mien/"
QUERIES = 12


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en", host=HOST)


@pytest.fixture
@kept
def heritage() -> Topic:
    made: Topic = TopicFactory.create(name="Di sản")
    return made


def item(living: Living, *topics: Topic, **values: Any) -> NewsPage:
    made: NewsPage = NewsPageFactory.create(parent=living.section, **values)
    if topics:
        made.topics.set(topics)
        publish(made)
    return made


def signed(living: Living, *bylines: Byline, **values: Any) -> NewsPage:
    made: NewsPage = NewsPageFactory.create(parent=living.section, **values)
    made.bylines = list(bylines)
    publish(made)
    return made


def listed(reader: Reader, path: str, host: str = HOST) -> list[str]:
    response: Any = reader.get(host, path)
    assert response.status_code == 200
    return [story.title for story in response.context["items"]]


def test_a_topic_lists_the_items_of_this_portal_and_language(
    living: Living, heritage: Topic, reader: Reader
) -> None:
    first = item(living, heritage, title="Bài một")
    item(living, heritage, title="Bài hai")
    item(living, title="Bài khác")
    item(living_portal(), heritage, title="Nơi khác")
    item(living, heritage, title="Đã gỡ").unpublish()
    publish(living.section.copy_for_translation(locale("en")))
    english = first.copy_for_translation(locale("en"))
    english.title = "One"
    publish(english)
    assert listed(reader, TOPIC) == ["Bài hai", "Bài một"]
    assert listed(reader, f"/en{TOPIC}") == ["One"]
    assert "Di sản 2 tin bài" in reader.read(HOST, TOPIC)


def test_a_draft_with_another_topic_changes_no_list(
    living: Living, heritage: Topic, reader: Reader
) -> None:
    page = item(living, heritage)
    page.topics.set([])
    page.save_revision()
    assert len(listed(reader, TOPIC)) == 1


def test_a_topic_tells_machines_its_address_and_its_feeds(
    living: Living, heritage: Topic, reader: Reader
) -> None:
    for _number in range(PER_PAGE + 1):
        item(living, heritage)
    page = reader.get(HOST, f"{TOPIC}?page=2").content.decode()
    assert f'<link rel="canonical" href="http://{HOST}{TOPIC}?page=2">' in page
    assert f'href="http://{HOST}/-/chu-de/di-san/tin.atom"' in page


@pytest.mark.parametrize("path", ["/-/chu-de/khong-co/", TOPIC, "/-/chu-de/Di-San/"])
def test_a_topic_without_items_here_is_not_found(
    living: Living, heritage: Topic, reader: Reader, path: str
) -> None:
    item(living_portal(), heritage)
    assert reader.get(HOST, path).status_code == 404


def test_an_author_is_shown_by_pen_name_unit_and_parts(
    living: Living, reader: Reader
) -> None:
    """PD-05: nothing of the person behind the name."""
    person = UserFactory.create(
        full_name="Nguyễn Thị Bí Mật", email="bimat@x.example", phone="0900000001"
    )
    signed(living, Byline(name="Hạ Miên", person=person, unit="Phòng cũ"))
    signed(
        living,
        Byline(name="Hạ Miên", role="photo", unit="Phòng Di sản", person=person),
        Byline(name="Hạ Miên", person=person),
        title="Hai phần việc",
    )
    page = reader.get(HOST, AUTHOR).content.decode()
    words = reader.read(HOST, AUTHOR)
    assert "Tác giả · Ảnh Hạ Miên Phòng Di sản 2 tin bài" in words
    assert listed(reader, AUTHOR)[0] == "Hai phần việc"
    assert len(listed(reader, AUTHOR)) == 2
    for secret in ("Bí Mật", "bimat", "0900000001", "Phòng cũ"):
        assert secret not in page


def test_an_author_has_a_page_in_each_portal_of_its_own(
    living: Living, reader: Reader
) -> None:
    signed(living, Byline(name="Hạ Miên"), title="Ở đây")
    signed(living_portal(host="y.localhost"), Byline(name="Hạ Miên"), title="Ở kia")
    assert listed(reader, AUTHOR) == ["Ở đây"]
    assert listed(reader, AUTHOR, "y.localhost") == ["Ở kia"]
    assert reader.get(HOST, f"/en{AUTHOR}").status_code == 404


def test_spellings_of_one_name_are_one_author(living: Living, reader: Reader) -> None:
    signed(living, Byline(name="Thúy Hà"))
    signed(living, Byline(name="Thuý Hà"))
    assert len(listed(reader, "/-/tac-gia/thuy-ha/")) == 2


def test_two_names_alike_without_marks_are_two_authors(
    living: Living, reader: Reader
) -> None:
    """Nothing is put under a name it does not bear."""
    for number in range(PER_PAGE + 1):
        signed(living, Byline(name="Hạ Miên"), title=f"Của Hạ Miên {number}")
    signed(living, Byline(name="Hà Miên"), title="Của Hà Miên")
    page = reader.get(HOST, AUTHOR).content.decode()
    assert "Bạn tìm tác giả nào?" in page
    assert "Của Hà Miên" not in page
    assert 'href="?name=H%C3%A0+Mi%C3%AAn">Hà Miên' in page
    assert listed(reader, f"{AUTHOR}?name=H%C3%A0+Mi%C3%AAn") == ["Của Hà Miên"]
    other = f"{AUTHOR}?name=H%E1%BA%A1+Mi%C3%AAn"
    assert len(listed(reader, other)) == PER_PAGE
    assert len(listed(reader, f"{other}&page=2")) == 1
    shown = reader.get(HOST, other).content.decode()
    assert 'href="?name=H%E1%BA%A1+Mi%C3%AAn&amp;page=2"' in shown


def test_a_name_asked_for_that_nobody_has_changes_nothing(
    living: Living, reader: Reader
) -> None:
    signed(living, Byline(name="Hạ Miên"), title="Bài")
    assert listed(reader, f"{AUTHOR}?name=Ai+%C4%91%C3%B3") == ["Bài"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Đỗ Hải-Yến", "do-hai-yen"),
        ("김민수", "gimminsu"),
        ("–", ""),  # without letters there is no address
        ("An " * 40, "an-" * 26 + "an"),
    ],
)
def test_a_name_has_an_address_of_whole_words(
    living: Living, name: str, slug: str
) -> None:
    page = signed(living, Byline(name=name.strip()))
    assert Byline.objects.get(page=page).slug == slug


@pytest.mark.parametrize(
    "path", ["/-/tac-gia/khong-co/", "/-/tac-gia/Ha-Mien/", AUTHOR]
)
def test_an_author_without_live_items_is_not_found(
    living: Living, reader: Reader, path: str
) -> None:
    signed(living, Byline(name="Hạ Miên")).unpublish()
    assert reader.get(HOST, path).status_code == 404


@pytest.mark.parametrize("path", [TOPIC, AUTHOR])
@pytest.mark.parametrize("page", ["0", "-1", "2", "999999", "x", "%00", ""])
def test_only_pages_that_exist_are_answered(
    living: Living, heritage: Topic, reader: Reader, path: str, page: str
) -> None:
    item(living, heritage, authors=["Hạ Miên"])
    expected = 404 if page else 200
    assert reader.get(HOST, f"{path}?page={page}").status_code == expected


@pytest.mark.parametrize("path", [TOPIC, AUTHOR])
def test_a_suspended_portal_lists_nothing(
    heritage: Topic, reader: Reader, path: str
) -> None:
    living = living_portal(host=HOST, status=PortalStatus.SUSPENDED)
    item(living, heritage, authors=["Hạ Miên"], title="Bài giấu")
    response = reader.get(HOST, path)
    assert response.status_code == 503
    assert "Bài giấu" not in response.content.decode()


@pytest.mark.parametrize("path", [TOPIC, AUTHOR])
@pytest.mark.parametrize("number", [2, 13])
def test_the_number_of_items_costs_nothing(
    living: Living, heritage: Topic, reader: Reader, path: str, number: int
) -> None:
    for place in range(number):
        picture = ImageFactory.create(title=str(place)) if place < 3 else None
        item(living, heritage, authors=["Hạ Miên"], lead_image=picture)
    reader.get(HOST, path)
    with CaptureQueriesContext(connection) as asked:
        listed(reader, path)
    assert len(asked) <= QUERIES
    assert len(asked) == 5, [query["sql"][:90] for query in asked]
