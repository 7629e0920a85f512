"""What a reader sees of an event on its page."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cms.core.models import EditorialRecord
from cms.events.models import EventPage
from tests.factories.core import EventFactory
from tests.factories.events import EventPageFactory
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept
from tests.plugins.readers import Reader, words

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en")


def event_page(living: Living, *, in_days: int = 2, **fields: Any) -> EventPage:
    starts = timezone.now() + in_days * DAY
    event = EventFactory.create(
        starts_at=starts, ends_at=starts + timedelta(hours=2), place="Đình Gò Nổi"
    )
    made: EventPage = EventPageFactory.create(
        parent=living.section, event=event, slug="hoi-lang", **fields
    )
    return made


def read(living: Living, reader: Reader) -> BeautifulSoup:
    response = reader.get(living.host, "/van-hoa/hoi-lang/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def status_of(page: BeautifulSoup) -> str:
    found = page.select_one("main .status")
    return words(str(found)) if found else ""


def calendar_links(page: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in page.select('main a[href$=".ics"]')]


def test_an_event_to_come_can_be_put_into_ones_calendar(
    living: Living, reader: Reader
) -> None:
    made = event_page(living)
    page = read(living, reader)
    code = EditorialRecord.objects.get(translation_key=made.translation_key).code
    assert calendar_links(page) == [f"/-/lich/{code}.ics"]
    assert status_of(page) == ""
    facts = page.select_one(".facts")
    assert facts is not None
    assert "Đình Gò Nổi" in facts.text
    assert "is-off" not in facts["class"]


def test_when_and_where_come_before_the_text(living: Living, reader: Reader) -> None:
    event_page(living, body=[("text", "<p>Đám rước đi từ bến sông.</p>")])
    text = words(str(read(living, reader).main))
    assert text.index("Đình Gò Nổi") < text.index("Đám rước")


def test_a_cancelled_event_says_so_first_and_leaves_nothing_to_note(
    living: Living, reader: Reader
) -> None:
    event_page(living, status="cancelled")
    page = read(living, reader)
    assert status_of(page) == "Sự kiện này đã bị hủy."
    text = words(str(page.main))
    assert text.index("Sự kiện này đã bị hủy.") < text.index("Đình Gò Nổi")
    assert calendar_links(page) == []
    assert page.select(".facts.is-off time")


def test_a_postponed_event_says_so_and_can_still_be_noted(
    living: Living, reader: Reader
) -> None:
    event_page(living, status="postponed")
    page = read(living, reader)
    assert status_of(page).startswith("Sự kiện này được hoãn")
    assert len(calendar_links(page)) == 1


def test_what_is_over_is_told_as_over(living: Living, reader: Reader) -> None:
    event_page(living, in_days=-2)
    page = read(living, reader)
    assert status_of(page) == "Sự kiện này đã diễn ra."
    assert calendar_links(page) == []


def test_an_event_can_be_shared_by_its_permanent_address(
    living: Living, reader: Reader
) -> None:
    made = event_page(living)
    code = EditorialRecord.objects.get(translation_key=made.translation_key).code
    shared = read(living, reader).select_one(".share .short")
    assert shared is not None
    assert shared.text == f"http://{living.host}/-/{code}"
