"""What the desk learns of a page."""

import pytest

from cms.core.projections import RevisionFacts, StatesFacts, facts_of
from cms.events.models import EventPage
from cms.news.models import NewsPage
from cms.pages.models import HomePage, SectionPage, SpecialPage, StandardPage


def test_news_and_events_state_facts_and_other_pages_do_not() -> None:
    models = (NewsPage, EventPage, HomePage, SectionPage, SpecialPage, StandardPage)
    stating = [model for model in models if issubclass(model, StatesFacts)]
    assert stating == [NewsPage, EventPage]


@pytest.mark.django_db
def test_a_page_that_states_nothing_has_no_facts() -> None:
    assert facts_of(StandardPage()) == RevisionFacts()
    assert facts_of(object()) == RevisionFacts()
