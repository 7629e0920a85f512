"""Translations that are older than their source: seen in the list and on the timeline."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Revision

from cms.core.gate import imported
from cms.core.models import EditorialRecord
from cms.desk.flags import BEHIND, carrying
from cms.news.models import NewsPage
from sites.models import Capability
from tests.admin import admin_client, soup, words
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal, locale
from tests.factories.publishing import publish
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db
LIST = "/admin/records/"
OLDER = "Cũ hơn bản gốc: English"
HOUR = timedelta(hours=1)


@pytest.fixture
@kept
def living() -> Living:
    made = living_portal("vi", "en")
    section = made.section.copy_for_translation(locale("en"), copy_parents=True)
    publish(section)
    return made


def translated(living: Living, title: str = "Hội làng") -> tuple[Any, Any]:
    page = NewsPageFactory.create(parent=living.section, title=title)
    with imported():
        english: Any = page.copy_for_translation(locale("en"))
    publish(english)
    return NewsPage.objects.get(pk=page.pk), NewsPage.objects.get(pk=english.pk)


def older(page: Page, by: timedelta) -> None:
    """Let what readers have of a page be written earlier."""
    revision = Revision.objects.get(pk=page.live_revision_id)
    revision.created_at -= by
    revision.save(update_fields=["created_at"])


def shown(living: Living, query: str = "") -> str:
    editor = person_of(living.unit, Capability.EDITOR)
    return words(admin_client(editor).get(LIST + query))


def story(living: Living, page: Page) -> str:
    record = EditorialRecord.objects.get(translation_key=page.translation_key)
    editor = person_of(living.unit, Capability.EDITOR)
    return words(admin_client(editor).get(f"{LIST}timeline/{record.pk}/"), ".d-proof")


def test_a_translation_written_after_its_source_is_not_behind(living: Living) -> None:
    page, _english = translated(living)
    assert OLDER not in shown(living)
    assert "Hội làng" not in shown(living, f"?flags={BEHIND}")
    assert "Cũ hơn bản gốc" not in story(living, page)


def test_a_source_that_was_mended_leaves_its_translation_behind(
    living: Living,
) -> None:
    page, english = translated(living)
    page.title = "Hội làng ta"
    page.save_revision()
    assert OLDER not in shown(living)  # readers have the old one yet
    publish(page.get_latest_revision())
    assert OLDER in shown(living)
    assert "Hội làng ta" in shown(living, f"?flags={BEHIND}")
    assert "Cũ hơn bản gốc" in story(living, page)
    publish(NewsPage.objects.get(pk=english.pk))
    assert OLDER not in shown(living)
    assert "Cũ hơn bản gốc" not in story(living, page)


def test_what_readers_have_not_is_not_behind(living: Living) -> None:
    page, english = translated(living)
    older(english, HOUR)
    records = EditorialRecord.objects.filter(carrying([BEHIND]))
    assert [record.page_id for record in records] == [page.pk]
    with imported():
        english.unpublish()
    assert not records.all().exists()
    assert OLDER not in shown(living)


def test_a_source_that_is_older_is_nobodys_fault(living: Living) -> None:
    page, _english = translated(living)
    older(page, HOUR)
    assert not EditorialRecord.objects.filter(carrying([BEHIND])).exists()
    assert OLDER not in shown(living)


def test_many_items_cost_no_more_than_one(living: Living) -> None:
    _page, english = translated(living)
    older(english, HOUR)
    client = admin_client(person_of(living.unit, Capability.EDITOR))
    client.get(LIST)
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(LIST)
        counts.append(len(asked))
        assert len(soup(answer).select(".d-chip.is-warn")) == 1 + 3 * number
        if not number:
            for at in range(3):
                older(translated(living, f"Tin {at}")[1], HOUR)
    assert counts[0] == counts[1] <= 20
