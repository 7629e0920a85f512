"""Files that only a secret item shows: apart until it is released."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.permissions import policy_registry

from cms.core.models import EditorialRecord
from cms.moderation.services import decide, release_due, submit_item
from cms.news.models import NewsPage
from media_library.models import Image
from media_library.services import follow_privacy
from sites.veils import forget_hidden
from tests.factories.media import DocumentFactory, ImageFactory, figure
from tests.factories.moderation import APPROVED, EDITED, Board, record_of
from tests.factories.news import NewsPageFactory
from tests.tenancy.callers import read_to_the_end

pytestmark = pytest.mark.django_db


def flagged(page: NewsPage) -> EditorialRecord:
    record = record_of(page)
    until = timezone.now() + timedelta(days=2)
    EditorialRecord.objects.filter(pk=record.pk).update(embargo_until=until)
    return record_of(page)


@pytest.fixture
def shown(desk: Board, django_capture_on_commit_callbacks: Any) -> tuple[Any, Image]:
    """A draft under embargo with a picture that nothing else shows."""
    picture = ImageFactory.create(
        collection=desk.living.portal.collection, credit="Tô Viết"
    )
    page = desk.draft(lead_image=picture, body=[figure(picture)])
    flagged(page)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision(user=desk.writer)
    picture.refresh_from_db()
    return page, picture


def test_pictures_stand_apart_until_it_is_released(
    desk: Board, shown: tuple[Any, Image], django_capture_on_commit_callbacks: Any
) -> None:
    page, picture = shown
    assert picture.is_private
    assert Client().get(picture.file.url).status_code == 404
    case = submit_item(page=page, actor=desk.writer)
    decide(case=case, actor=desk.editor, word=EDITED)
    decide(case=case, actor=desk.publisher, word=APPROVED)
    with django_capture_on_commit_callbacks(execute=True):
        release_due(now=timezone.now() + timedelta(days=3))
    picture = Image.objects.get(pk=picture.pk)
    assert NewsPage.objects.get(pk=page.pk).live
    assert not picture.is_private


def test_pictures_are_in_nobody_elses_library(
    desk: Board, shown: tuple[Any, Image]
) -> None:
    _page, picture = shown
    policy = policy_registry.get_by_type(Image)
    for user, meets in ((desk.writer, True), (desk.editor, False)):
        forget_hidden(user)
        seen = policy.instances_user_has_any_permission_for(user, ["choose", "view"])
        assert (picture in seen) is meets
        assert policy.user_has_permission_for_instance(user, "choose", picture) is meets


def test_a_picture_that_readers_see_elsewhere_stays_where_it_is(desk: Board) -> None:
    picture = ImageFactory.create(
        collection=desk.living.portal.collection, credit="Tô Viết"
    )
    NewsPageFactory.create(parent=desk.living.section, lead_image=picture)
    page = desk.draft(lead_image=picture)
    flagged(page)
    follow_privacy()
    picture.refresh_from_db()
    assert not picture.is_private


def test_a_document_answers_nobody_outside(desk: Board) -> None:
    document = DocumentFactory.create(collection=desk.living.portal.collection)
    page = desk.draft(body=[("download", {"document": document, "label": ""})])
    reader = Client(headers={"host": desk.living.portal.site.hostname})
    before: Any = reader.get(document.url)
    assert before.status_code == 200
    read_to_the_end(before)
    flagged(page)
    assert reader.get(document.url).status_code == 404
