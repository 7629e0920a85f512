"""A mended draft is kept as a draft, and what is locked stays."""

import pytest
from django.core.exceptions import PermissionDenied

from cms.news.models import NewsPage
from cms.quality.findings import Fix
from cms.quality.services.mending import mend
from cms.users.models import User

pytestmark = pytest.mark.django_db


def drafted(item: NewsPage) -> NewsPage:
    page: NewsPage = item.get_latest_revision_as_object()
    page.kicker = "Hội  làng"
    return page


def test_a_mended_page_is_its_newest_draft(item: NewsPage, editor: User) -> None:
    before = item.latest_revision_id
    assert mend(page=drafted(item), fix=Fix.SPACES, actor=editor)
    item.refresh_from_db()
    assert item.latest_revision_id != before
    assert item.get_latest_revision_as_object().kicker == "Hội làng"
    assert item.latest_revision.user == editor
    assert not item.live


def test_where_nothing_is_wrong_nothing_is_kept(item: NewsPage, editor: User) -> None:
    assert not mend(page=drafted(item), fix=Fix.COMPOSE, actor=editor)
    before = item.latest_revision_id
    item.refresh_from_db()
    assert item.latest_revision_id == before


def test_what_is_locked_stays(item: NewsPage, editor: User, keeper: User) -> None:
    NewsPage.objects.filter(pk=item.pk).update(locked=True, locked_by=keeper)
    before = item.latest_revision_id
    with pytest.raises(PermissionDenied):
        mend(page=drafted(item), fix=Fix.SPACES, actor=editor)
    item.refresh_from_db()
    assert item.latest_revision_id == before
