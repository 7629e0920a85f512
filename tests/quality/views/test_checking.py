"""Checks in the editor and on their own page."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.audit.models import SecurityEntry
from cms.core.models import EditorialRecord
from cms.news.models import NewsPage
from cms.quality.models import Explanation
from cms.users.models import User
from sites.models import Capability
from tests.admin import admin_client, errors, form_of, soup, words
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal

pytestmark = pytest.mark.django_db


# A refusal leads to the first page.
REFUSED = {302, 403, 404}
BLOCKS = {"body-count": "0"}


def live(page: NewsPage) -> str:
    return f"/admin/kiem-tra/pages/{page.pk}/edit/"


def page_of(page: NewsPage) -> str:
    return f"/admin/kiem-tra/pages/{page.pk}/"


def written(person: User, page: NewsPage, **changes: Any) -> dict[str, Any]:
    form = form_of(admin_client(person).get(f"/admin/pages/{page.pk}/edit/"))
    return {**form, **BLOCKS, **changes}


def chips(response: Any) -> list[str]:
    return [
        chip.get_text(strip=True) for chip in soup(response).select(".q-row .d-chip")
    ]


def test_the_editor_is_answered_about_what_stands_in_it(
    item: NewsPage, editor: User
) -> None:
    sent = written(editor, item, title="Hội làng [tên]", summary="Sở Tài Chính  dự")
    before = NewsPage.objects.get(pk=item.pk).latest_revision_id
    response = admin_client(editor).post(live(item), sent)
    assert response.status_code == 200
    assert chips(response) == ["Chặn", "Cảnh báo", "Cảnh báo"]
    shown = soup(response).get_text(" ")
    assert "“[tên]” là chỗ còn để trống." in shown
    assert "“Sở Tài Chính” viết đúng là “Sở Tài chính”" in shown
    assert "Bỏ dấu cách thừa" in shown
    assert NewsPage.objects.get(pk=item.pk).latest_revision_id == before


def test_a_form_with_faults_is_checked_all_the_same(
    item: NewsPage, editor: User
) -> None:
    sent = written(editor, item, summary="Có ??? người", event_date="hôm qua")
    assert chips(admin_client(editor).post(live(item), sent)) == ["Chặn"]


def test_the_destination_is_sent_along(item: NewsPage, editor: User) -> None:
    sent = written(editor, item, destination="group")
    assert "Bài đăng nhóm có 0 ảnh." in soup(
        admin_client(editor).post(live(item), sent)
    ).get_text(" ")


def test_an_item_that_nobody_saved_is_checked(living: Living, editor: User) -> None:
    add = f"news/newspage/{living.section.pk}/"
    client = admin_client(editor)
    sent = form_of(client.get(f"/admin/pages/add/{add}"), "form[data-edit-form]")
    count = NewsPage.objects.count()
    url = f"/admin/kiem-tra/pages/add/{add}"
    response = client.post(url, {**sent, **BLOCKS, "title": "Hội làng ???"})
    assert chips(response) == ["Chặn"]
    assert NewsPage.objects.count() == count
    assert (
        client.post(
            f"/admin/kiem-tra/pages/add/khong/co/{living.section.pk}/"
        ).status_code
        == 404
    )
    assert client.post(url, {"title": "Không có khối"}).status_code == 400  # fmt: skip
    folder = f"/admin/kiem-tra/pages/add/pages/homepage/{living.section.pk}/"
    assert client.post(folder).status_code in REFUSED


def test_one_click_mends_what_was_typed_and_keeps_all_of_it(
    item: NewsPage, editor: User
) -> None:
    sent = written(editor, item, summary="Hội  làng", kicker="Mới gõ")
    response = admin_client(editor).post(
        f"{page_of(item)}sua/", {**sent, "fix": "spaces", "live": "1"}
    )
    assert response.json() == {"url": f"/admin/pages/{item.pk}/edit/"}
    newest = NewsPage.objects.get(pk=item.pk).get_latest_revision_as_object()
    assert (newest.summary, newest.kicker) == ("Hội làng", "Mới gõ")


def test_nothing_is_mended_over_somebody_else_s_words(
    item: NewsPage, editor: User
) -> None:
    sent = written(editor, item, summary="Hội  làng")
    item.kicker = "Người khác vừa lưu"
    item.save_revision()
    sent["loaded_revision_id"] = str(item.latest_revision_id - 1)
    response = admin_client(editor).post(
        f"{page_of(item)}sua/", {**sent, "fix": "spaces", "live": "1"}
    )
    assert response.status_code == 409
    assert "Có người khác vừa lưu" in response.json()["error"]
    newest = NewsPage.objects.get(pk=item.pk).get_latest_revision_as_object()
    assert newest.kicker == "Người khác vừa lưu"


def test_a_form_with_faults_is_not_mended(item: NewsPage, editor: User) -> None:
    sent = written(editor, item, summary="Hội  làng", event_date="hôm qua")
    before = NewsPage.objects.get(pk=item.pk).latest_revision_id
    response = admin_client(editor).post(
        f"{page_of(item)}sua/", {**sent, "fix": "spaces", "live": "1"}
    )
    assert response.status_code == 422
    assert NewsPage.objects.get(pk=item.pk).latest_revision_id == before


def test_without_a_script_the_page_of_checks_does_the_same(
    item: NewsPage, editor: User
) -> None:
    item.summary = "Hội  làng ???"
    item.save_revision()
    client = admin_client(editor)
    response = client.get(page_of(item))
    assert chips(response) == ["Chặn", "Cảnh báo"]
    assert "1 lỗi phải sửa, 1 điểm cần xem lại." in words(response)
    assert soup(response).select_one("button[form=q-fix][value=spaces]")
    response = client.post(f"{page_of(item)}sua/", {"fix": "spaces"}, follow=True)
    assert "Đã sửa và lưu vào bản nháp." in soup(response).get_text(" ")
    assert chips(client.get(page_of(item))) == ["Chặn"]
    again = client.post(f"{page_of(item)}sua/", {"fix": "spaces"}, follow=True)
    assert "Không có gì để sửa." in soup(again).get_text(" ")
    assert client.post(f"{page_of(item)}sua/", {"fix": "khac"}).status_code in REFUSED


def test_the_page_of_checks_asks_for_a_destination(
    item: NewsPage, editor: User
) -> None:
    client = admin_client(editor)
    assert "Không có lỗi nào." in words(client.get(page_of(item)))
    shown = words(client.get(f"{page_of(item)}?destination=group"))
    assert "Bài đăng nhóm có 0 ảnh." in shown
    assert "Không có lỗi nào." in words(client.get(f"{page_of(item)}?destination=x"))


def test_the_editor_brings_the_panel_and_the_way_to_the_page(
    item: NewsPage, editor: User
) -> None:
    response = admin_client(editor).get(f"/admin/pages/{item.pk}/edit/")
    page = soup(response)
    assert page.select_one("template#q-panel")
    assert page.select_one('script[src*="quality/checks.js"]')
    assert page.find("a", href=page_of(item))


def test_a_reason_is_written_into_the_record(
    item: NewsPage, record: EditorialRecord, editor: User
) -> None:
    item.origin, item.source_url = "republished", "https://blog.example/a"
    item.save_revision(clean=False)
    client = admin_client(editor)
    url = f"{page_of(item)}ly-do/source_official/"
    assert soup(client.get(page_of(item))).find("a", href=url)
    assert "“blog.example” không có trong danh sách" in words(client.get(url))
    refused = client.post(url, {"reason": "  "})
    assert refused.status_code == 422
    assert errors(refused)
    assert not Explanation.objects.exists()
    client.post(url, {"reason": "Bài của cơ quan bạn"})
    kept = Explanation.objects.get()
    assert (kept.record, kept.subject, kept.given_by) == (
        record,
        "blog.example",
        editor,
    )
    assert "Không có lỗi nào." in words(client.get(page_of(item)))
    assert "Không còn điểm nào" in words(client.get(url))
    client.post(url, {"reason": "Lần nữa"})
    assert Explanation.objects.get().reason == "Bài của cơ quan bạn"
    assert client.get(f"{page_of(item)}ly-do/placeholder/").status_code in REFUSED


def test_others_are_told_nothing(item: NewsPage, living: Living) -> None:
    stranger = person_of(living_portal().unit, Capability.EDITOR)
    reader = person_of(living.unit, Capability.PROOFREADER)
    for person in (stranger, reader):
        client = admin_client(person)
        assert client.post(live(item), {"title": "x"}).status_code in REFUSED
        before = item.latest_revision_id
        sent = {"fix": "spaces"}
        assert client.post(f"{page_of(item)}sua/", sent).status_code in REFUSED
        item.refresh_from_db()
        assert item.latest_revision_id == before
    assert admin_client(stranger).get(page_of(item)).status_code in REFUSED
    shown = soup(admin_client(reader).get(page_of(item)))
    assert not shown.select("button[name=fix]")


def test_who_looks_at_an_embargoed_item_here_is_seen(
    item: NewsPage, record: EditorialRecord, editor: User
) -> None:
    record.embargo_until = timezone.now() + timedelta(days=1)
    record.save()
    NewsPage.objects.filter(pk=item.pk).update(owner=editor)  # who wrote it knows of it
    admin_client(editor).get(page_of(item))
    entry = SecurityEntry.objects.get(kind="embargo_seen")
    assert entry.actor == editor
