"""What readers' pages cost in queries, exactly, in a small and in a larger portal.

With the process's memory filled and no page cache. A number that changes here is a
decision: the budgets are promises, and what is left of them is for features to come.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.news.models import NewsPage
from cms.pages.models import SectionPage
from sites.models import Portal
from tests.factories.bulk import make_articles, make_portals
from tests.factories.core import EventFactory, TopicFactory
from tests.factories.events import EventPageFactory
from tests.factories.media import (
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    figure,
)
from tests.factories.pages import SpecialPageFactory, StandardPageFactory
from tests.factories.publishing import publish

pytestmark = pytest.mark.django_db

SIZES = [10, 200]


@pytest.fixture(params=SIZES, ids=lambda size: f"{size} articles")
def portal(request: pytest.FixtureRequest) -> Portal:
    [portal] = make_portals(1)
    pictures = [ImageFactory.create(size=(720, 480)) for _number in range(3)]
    make_articles(section_of(portal), request.param, pictures=pictures)
    return portal


def section_of(portal: Portal) -> SectionPage:
    home = Page.objects.get(pk=portal.site.root_page_id)
    found: SectionPage = SectionPage.objects.child_of(home).order_by("path")[0]
    return found


def article_of(portal: Portal) -> NewsPage:
    """Return an article with all that may cost something: event, topics, picture."""
    article: NewsPage = NewsPage.objects.child_of(section_of(portal)).order_by("-pk")[0]
    event = EventFactory.create(unit=portal.unit)
    EventPageFactory.create(parent=section_of(portal), event=event)
    article.event = event
    article.topics.set([TopicFactory.create(), TopicFactory.create()])
    publish(article)
    return article


def asked(portal: Portal, page: Page, query: str = "") -> list[str]:
    """Return the queries of a second reader: the first one filled the memory."""
    client = Client(headers={"host": portal.site.hostname})
    path = page.url_path.removeprefix(portal.site.root_page.url_path)
    client.get(f"/{path}{query}")
    with CaptureQueriesContext(connection) as captured:
        response = client.get(f"/{path}{query}")
    assert response.status_code == 200
    return [question["sql"] for question in captured.captured_queries]


def costs(
    portal: Portal, page: Page, exactly: int, *, of: int, query: str = ""
) -> None:
    questions = asked(portal, page, query)
    listing = "\n".join(question[:160] for question in questions)
    assert len(questions) == exactly, (
        f"{len(questions)} queries, not {exactly}:\n{listing}"
    )
    assert exactly <= of, f"the budget is {of}"


def test_an_article(portal: Portal) -> None:
    costs(portal, article_of(portal), 7, of=8)


def test_the_front_page(portal: Portal) -> None:
    home = Page.objects.get(pk=portal.site.root_page_id)
    costs(portal, home, 3, of=15)


def test_a_section(portal: Portal) -> None:
    costs(portal, section_of(portal), 4, of=12)


def test_a_later_page_of_a_section() -> None:
    [portal] = make_portals(1)
    make_articles(section_of(portal), SIZES[-1])
    costs(portal, section_of(portal), 3, of=12, query="?page=3")


def test_other_pages() -> None:
    [portal] = make_portals(1)
    section = section_of(portal)
    made = {
        "text": StandardPageFactory.create(parent=section),
        "event": EventPageFactory.create(parent=section),
        "special": SpecialPageFactory.create(parent=section),
    }
    counts = {name: len(asked(portal, page)) for name, page in made.items()}
    assert counts == {"text": 1, "event": 2, "special": 3}


def test_an_article_of_every_kind_of_block(portal: Portal) -> None:
    """Beyond the usual article each kind of asset costs one query, however many."""
    article = article_of(portal)
    pictures = [figure(ImageFactory.create())[1] for _number in range(2)]
    other = NewsPage.objects.exclude(pk=article.pk)[0]
    article.body = [
        *((block.block_type, block.value) for block in article.body),
        ("gallery", {"images": pictures}),
        ("download", {"document": DocumentFactory.create(), "label": ""}),
        ("video", {"video": MediaFactory.create(), "caption": ""}),
        ("related", {"pages": [other.page_ptr]}),
        ("embed", {"url": "https://youtu.be/x", "title": "x", "thumbnail": None}),
    ]
    publish(article)
    costs(portal, article, 13, of=14)
