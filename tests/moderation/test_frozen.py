"""Which content a case is about, and whether it still is that."""

from dataclasses import replace

import pytest

from cms.moderation.frozen import Frozen, freeze, is_unchanged
from cms.moderation.models import Case
from cms.news.models import NewsPage
from cms.routes.models import Destination
from tests.factories.moderation import Board, record_of
from tests.factories.news import NewsPageFactory
from tests.factories.publishing import publish

pytestmark = pytest.mark.django_db


def frozen_of(page: NewsPage, destination: str = Destination.PORTAL) -> Frozen | None:
    return freeze(NewsPage.objects.get(pk=page.pk), record_of(page), destination)


def test_for_readers_the_newest_for_a_channel_what_they_have(
    desk: Board, page: NewsPage
) -> None:
    live = page.get_latest_revision()
    publish(live)
    page = NewsPage.objects.get(pk=page.pk)
    page.title = "Hội làng, ngày thứ hai"
    newest = page.save_revision(user=desk.writer)
    for destination, revision, title in (
        ("portal", newest, "Hội làng, ngày thứ hai"),
        ("zalo", live, "Hội làng Đại Mỗ mở cửa"),
    ):
        frozen = frozen_of(page, destination)
        assert frozen is not None
        assert (frozen.revision, frozen.page.title) == (revision, title)
        assert frozen.record == record_of(page)
    told = freeze(page, record_of(page), "zalo", newest=newest)
    assert told is not None
    assert told.revision == newest


def test_without_a_revision_there_is_none(desk: Board, page: NewsPage) -> None:
    assert frozen_of(page, "zalo") is None
    bare = NewsPageFactory.create(parent=desk.living.section, bare=True)
    assert freeze(bare, record_of(page), "portal") is None


def test_unchanged_is_the_same_revision_with_the_same_hash(page: NewsPage) -> None:
    frozen = frozen_of(page)
    assert frozen is not None
    assert len(frozen.content_hash) == 64
    case = Case(revision_id=frozen.revision.pk, content_hash=frozen.content_hash)
    assert is_unchanged(case, frozen)
    assert not is_unchanged(case, None)
    assert not is_unchanged(case, replace(frozen, content_hash="0" * 64))
    case.revision_id += 1
    assert not is_unchanged(case, frozen)
