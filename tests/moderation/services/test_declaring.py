"""A change of desk data is evidence, and lets what was approved without it fall."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.evidence.models import Entry
from cms.moderation.models import Case, CaseState
from cms.news.models import NewsPage
from media_library.models import Image
from tests.admin import admin_client, form_of
from tests.factories.media import ImageFactory
from tests.factories.moderation import Board, approve_all, deeds_of, record_of

pytestmark = pytest.mark.django_db


def change(desk: Board, page: NewsPage, **values: Any) -> Any:
    client = admin_client(desk.editor)
    path = f"/admin/records/edit/{record_of(page).pk}/"
    form = form_of(client.get(path), "main form[method=post]")
    return client.post(path, {**form, **values})


def test_approvals_fall_and_the_evidence_tells(
    desk: Board, page: NewsPage, case: Case
) -> None:
    approve_all(case, desk)
    assert change(desk, page, is_sensitive="on").status_code == 302
    case.refresh_from_db()
    assert (case.state, case.position, case.round) == (CaseState.RUNNING, 1, 2)
    assert deeds_of(page)[-2:] == ["declared", "voided"]
    entry = Entry.objects.get(deed="declared")
    assert (entry.actor, entry.facts) == (desk.editor, {"fields": ["is_sensitive"]})
    assert entry.actor_unit == desk.living.unit.name


def test_saved_without_a_change_is_no_deed(
    desk: Board, page: NewsPage, case: Case
) -> None:
    assert change(desk, page).status_code == 302
    assert deeds_of(page) == ["submitted"]
    case.refresh_from_db()
    assert case.round == 1


def test_files_follow_an_embargo_that_comes_and_goes(
    desk: Board, django_capture_on_commit_callbacks: Any
) -> None:
    picture = ImageFactory.create(collection=desk.living.portal.collection)
    page = desk.draft(lead_image=picture)
    page.save_revision(user=desk.editor)  # who wrote goes on knowing of it
    until = timezone.localtime() + timedelta(days=1)
    for value, private in ((f"{until:%d/%m/%Y %H:%M}", True), ("", False)):
        with django_capture_on_commit_callbacks(execute=True):
            assert change(desk, page, embargo_until=value).status_code == 302
        assert Image.objects.get(pk=picture.pk).is_private is private
