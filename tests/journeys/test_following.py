"""Kept pages in a real browser, and data that a strict policy lets through."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response, Route
from pytest_django import Settings

from cms.core.models import EditorialRecord
from cms.news.models import NewsPage
from cms.pages.models import SectionPage
from tests.factories.news import NewsPageFactory
from tests.factories.publishing import publish
from tests.journeys.conftest import House

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STRICT = "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'"


@pytest.fixture
def item(house: House) -> NewsPage:
    section = SectionPage.objects.filter(url_path__contains="/vi/", lists="news")[0]
    made: NewsPage = NewsPageFactory.create(parent=section, title="Hội làng sớm mai")
    return made


def address(house: House, item: NewsPage) -> str:
    name = item.get_url_parts()
    assert name is not None
    _site, root_url, path = name
    return f"{root_url}{path}"


def test_data_for_machines_passes_a_strict_policy(
    house: House, item: NewsPage, page: Page
) -> None:
    """It is data and not a script, so nothing has to be allowed for it."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    def with_policy(route: Route) -> None:
        if route.request.resource_type != "document":  # what it loads needs no policy
            route.continue_()
            return
        # Only browsers know that every name under “localhost” is this machine.
        asked = urlsplit(route.request.url)
        answer = route.fetch(
            url=asked._replace(netloc=f"127.0.0.1:{house.port}").geturl(),
            headers={**route.request.headers, "host": asked.netloc},
        )
        headers = {**answer.headers, "content-security-policy": STRICT}
        route.fulfill(response=answer, headers=headers)

    page.route("**/*", with_policy)
    for url in (address(house, item), address(house, item).rsplit("/", 2)[0] + "/"):
        page.goto(url)
        data = page.locator('script[type="application/ld+json"]')
        assert '"@context": "https://schema.org"' in (data.text_content() or "")
    assert said == []
    page.unroute_all(behavior="wait")


def test_a_browser_is_told_what_it_has_and_sees_a_change_at_once(
    house: House, item: NewsPage, page: Page, settings: Settings
) -> None:
    settings.PAGE_CACHE = True
    url = address(house, item)
    seen: list[Response] = []

    def keep(answer: Response) -> None:  # Playwright takes no built-in for a listener
        seen.append(answer)

    page.on("response", keep)
    page.goto(url)
    page.goto(url)
    [first, second] = [answer for answer in seen if answer.url == url]
    assert first.headers["etag"] == second.headers["etag"]
    assert page.locator("h1").inner_text() == "Hội làng sớm mai"

    item.title = "Hội làng dời sang chiều"
    publish(item)
    page.goto(url)
    assert page.locator("h1").inner_text() == "Hội làng dời sang chiều"
    assert EditorialRecord.objects.get(page_id=item.pk).title == item.title
