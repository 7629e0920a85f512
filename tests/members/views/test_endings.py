"""Roles and people that end in the middle of work: clear words, nothing lost."""

from typing import Any

import pytest
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.members.services.suspension import Succession, suspend
from cms.news.models import NewsPage
from sites.models import Capability, RoleAssignment
from sites.services import end_role, grant_role
from tests.admin import admin_client, form_of, words
from tests.factories.news import NewsPageFactory
from tests.members.conftest import Staff

pytestmark = pytest.mark.django_db


def written(staff: Staff) -> NewsPage:
    """Return a draft of the editor, saved by itself a moment ago."""
    draft: NewsPage = NewsPageFactory.create(
        parent=staff.living.section, title="Bản thảo", owner=staff.editor, draft=True
    )
    draft.title = "Bản thảo, tự lưu"
    draft.save_revision(user=staff.editor)
    return draft


def end(staff: Staff) -> None:
    end_role(assignment=staff.role(staff.editor))


def end_here_only(staff: Staff) -> None:
    grant_role(user=staff.editor, unit=staff.other.unit, capability=Capability.EDITOR)
    end_role(assignment=RoleAssignment.objects.get(user=staff.editor, unit=staff.unit))


def suspend_them(staff: Staff) -> None:
    suspend(
        actor=staff.admin,
        person=staff.editor,
        unit=staff.unit,
        succession=Succession(staff.second),
        reason="Nghỉ việc",
    )


def remove(staff: Staff) -> None:
    staff.editor.delete()


@pytest.mark.parametrize("what", [end, end_here_only, suspend_them, remove])
def test_the_next_click_says_so_and_the_draft_stays(staff: Staff, what: Any) -> None:
    draft = written(staff)
    client = admin_client(staff.editor)
    address = f"/admin/pages/{draft.pk}/edit/"
    form = form_of(client.get(address), "form#page-edit-form, form#w-editor-form")
    rows = Page.objects.filter(pk=draft.pk).values("title", "draft_title", "live")
    before = list(rows)
    revisions = list(draft.revisions.values_list("pk", flat=True))
    what(staff)
    response = client.post(address, {**form, "title": "Sửa sau khi hết quyền"})
    assert response.status_code == 302
    told = client.get(response["location"], follow=True)
    said = words(told, "body")
    expected = {
        end: _("You have no role at the moment"),
        suspend_them: _("Log in to the administration"),
        remove: _("Log in to the administration"),
    }.get(what)
    if expected:
        assert expected in said
    else:
        assert "quyền" in said  # Wagtail's own sentence, on the first page
    assert list(rows) == before
    assert list(draft.revisions.values_list("pk", flat=True)) == revisions
    reader = admin_client(staff.second)
    assert "tự lưu" in reader.get(address).content.decode()
