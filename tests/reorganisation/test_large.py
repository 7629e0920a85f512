"""Ten thousand pages cost a change no more statements than ten.

Runs at a tenth of the size except by ``make proof``.
"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from cms.core.models import EditorialRecord
from cms.news.services import BATCH
from cms.pages.models import SectionPage
from cms.reorganisation.models import Change, ChangeKind, Passing, PortalFate
from cms.reorganisation.services import go_live
from cms.users.models import User
from sites.models import Portal
from tests.factories.bulk import make_articles, make_portals
from tests.factories.media import ImageFactory
from tests.factories.publishing import store

pytestmark = [pytest.mark.django_db, pytest.mark.proof]
FEW = 10
PER_BATCH = 14  # of a thousand items: read, taken off their lists, listed anew


def fold(articles: int, keeper: User) -> int:
    """Fold a portal of so many articles into another; return the number of queries."""
    ended, going_on = make_portals(2)
    home = Page.objects.get(pk=ended.site.root_page_id)
    sections = SectionPage.objects.child_of(home).order_by("path")
    make_articles(sections[0], articles, pictures=[ImageFactory.create()])
    for section in sections:
        section.slug = f"cu-{section.slug}"
        store(section)
    change = Change.objects.create(
        kind=ChangeKind.MERGE,
        decision="Nghị quyết 202/2025/QH15",
        effective_on=timezone.localdate(),
        created_by=keeper,
    )
    Passing.objects.create(
        change=change,
        predecessor=ended.unit,
        successor=going_on.unit,
        portal_fate=PortalFate.FOLD,
    )
    with CaptureQueriesContext(connection) as asked:
        go_live(change=change, actor=keeper)
    taken_in(going_on, articles)
    return len(asked)


def taken_in(portal: Portal, articles: int) -> None:
    home = Page.objects.get(pk=portal.site.root_page_id)
    pages = Page.objects.descendant_of(home).filter(slug__startswith="cu-")
    assert pages.count() == 3
    records = EditorialRecord.objects.filter(unit=portal.unit)
    assert records.count() == articles


def test_ten_thousand_pages_cost_as_many_statements_as_ten(
    keeper: User, proof_size: Callable[[int], int]
) -> None:
    pages = proof_size(10_000)
    few, many = fold(FEW, keeper), fold(pages, keeper)
    assert many <= few + PER_BATCH * (pages // BATCH), f"{few} for {FEW}, {many}"
