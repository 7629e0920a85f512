"""What two people do at once, and who is told of it."""

import json
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Comment, PageSubscription

from cms.news.models import NewsPage
from sites.models import Capability
from tests.admin import admin_client, form_of
from tests.advisories.conftest import Side
from tests.factories.people import UserFactory, person_of

pytestmark = pytest.mark.django_db


class Tab:
    """An editor's tab: opened once, it saves by itself what was typed into it."""

    def __init__(self, client: Client, page: NewsPage) -> None:
        self.client = client
        self.path = f"/admin/pages/{page.pk}/edit/"
        self.form = {**form_of(client.get(self.path)), "body-count": 0}
        revision = page.get_latest_revision()
        self.form["loaded_revision_id"] = revision.pk
        self.form["loaded_revision_created_at"] = revision.created_at.isoformat()

    def autosave(self, title: str) -> Any:
        self.form["title"] = title
        answer = self.client.post(
            self.path, self.form, headers={"accept": "application/json"}
        ).json()
        if answer["success"]:
            self.form["overwrite_revision_id"] = answer["revision_id"]
        return answer


def newest_title(page: NewsPage) -> str:
    revision = NewsPage.objects.get(pk=page.pk).get_latest_revision()
    content = revision.content
    found = json.loads(content) if isinstance(content, str) else content
    return str(found["title"])


def test_8_0_1_the_tab_that_comes_later_overwrites_nothing(own: Side) -> None:
    colleague = admin_client(person_of(own.living.unit, Capability.EDITOR))
    first, second = Tab(own.client, own.page), Tab(colleague, own.page)
    assert first.autosave("Của người thứ nhất")["success"]
    refused = second.autosave("Của người thứ hai")
    assert (refused["success"], refused["error_code"]) == (False, "invalid_revision")
    assert newest_title(own.page) == "Của người thứ nhất"
    assert first.autosave("Của người thứ nhất, tiếp")["success"]
    assert newest_title(own.page) == "Của người thứ nhất, tiếp"


def test_8_0_1_two_tabs_of_one_person_overwrite_nothing_either(own: Side) -> None:
    client = own.client
    first, second = Tab(client, own.page), Tab(client, own.page)
    assert first.autosave("Thẻ thứ nhất")["success"]
    assert not second.autosave("Thẻ thứ hai")["success"]
    assert newest_title(own.page) == "Thẻ thứ nhất"


def test_8_0_1_a_draft_of_a_live_page_outlives_what_is_live(own: Side) -> None:
    """The live page keeps its title, the draft its own, and both can be had."""
    tab, published = Tab(own.client, own.page), own.page.title
    assert tab.autosave("Nháp mới")["success"]
    live = NewsPage.objects.get(pk=own.page.pk)
    assert (live.title, newest_title(own.page)) == (published, "Nháp mới")
    assert live.has_unpublished_changes
    titles = [revision.as_object().title for revision in live.revisions.order_by("pk")]
    assert titles == [published, "Nháp mới"]


def test_8_0_1_somebody_whose_role_ended_saves_nothing(own: Side) -> None:
    colleague = person_of(own.living.unit, Capability.EDITOR)
    tab, published = Tab(admin_client(colleague), own.page), own.page.title
    colleague.role_assignments.update(valid_to=timezone.now())
    tab.form["title"] = "Muộn rồi"
    tab.client.post(tab.path, tab.form, headers={"accept": "application/json"})
    assert newest_title(own.page) == published


# Who is told ------------------------------------------------------------------------------


def reply(own: Side, comment: Comment, text: str) -> None:
    """Answer a comment as the editor's script does."""
    path = f"/admin/pages/{own.page.pk}/edit/"
    form = {**form_of(own.client.get(path)), "body-count": 0}
    rows = "comments-0-replies"
    form |= {
        "comments-TOTAL_FORMS": 1, "comments-INITIAL_FORMS": 1,
        "comments-MIN_NUM_FORMS": 0, "comments-MAX_NUM_FORMS": "",
        "comments-0-id": comment.pk, "comments-0-text": comment.text,
        "comments-0-contentpath": comment.contentpath, "comments-0-position": "",
        "comments-0-DELETE": "", "comments-0-resolved": "",
        f"{rows}-TOTAL_FORMS": 1, f"{rows}-INITIAL_FORMS": 0,
        f"{rows}-MIN_NUM_FORMS": 0, f"{rows}-MAX_NUM_FORMS": "",
        f"{rows}-0-id": "", f"{rows}-0-text": text, f"{rows}-0-DELETE": "",
    }  # fmt: skip
    assert own.client.post(path, form).status_code == 302
    assert comment.replies.count() == 1


def test_cve_2022_21683_an_answer_is_told_to_those_of_its_own_thread(
    own: Side, other: Side
) -> None:
    colleague = person_of(own.living.unit, Capability.EDITOR)
    beside = person_of(own.living.unit, Capability.EDITOR)
    UserFactory.create(superuser=True)
    comment = Comment.objects.create(
        page=own.page, user=colleague, text="Ngày mấy?", contentpath="title"
    )
    for user, page in ((beside, own.page), (other.person, other.page)):
        Comment.objects.create(page=page, user=user, text="Khác", contentpath="summary")
    PageSubscription.objects.create(
        page=other.page, user=other.person, comment_notifications=True
    )
    mail.outbox.clear()
    reply(own, comment, "Mồng ba")
    assert [message.to for message in mail.outbox] == [[colleague.email]]


def test_cve_2022_21683_who_has_left_the_unit_is_told_nothing(own: Side) -> None:
    former = person_of(own.living.unit, Capability.EDITOR)
    comment = Comment.objects.create(
        page=own.page, user=former, text="Ngày mấy?", contentpath="title"
    )
    PageSubscription.objects.create(
        page=own.page, user=former, comment_notifications=True
    )
    former.role_assignments.update(valid_to=timezone.now())
    mail.outbox.clear()
    reply(own, comment, "Mồng ba")
    assert [message.to for message in mail.outbox] == []
