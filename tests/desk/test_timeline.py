"""Who did what to an item and when, and the files that prove it."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.admin.icons import get_icons

from cms.audit.kinds import Kind
from cms.audit.models import SecurityEntry
from cms.desk.story import AFTERWARDS, GROUPS, LOOKS, ON_THE_WAY, OTHER_LOOK, TO_READERS
from cms.evidence import standalone
from cms.evidence.content import content_hash
from cms.evidence.exports import as_json, export_of
from cms.evidence.kinds import Deed
from cms.evidence.models import Entry
from cms.evidence.services import enter, erase_remarks, sign_entries
from cms.news.models import NewsPage
from sites.models import Capability
from tests.admin import admin_client, soup, words
from tests.desk.conftest import Office
from tests.factories.people import person_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Any) -> None:
    settings.SECURITY_LOG_HEADS = tmp_path / "heads"


def note(office: Office, deed: Deed, **values: Any) -> Entry:
    told = {"actor": office.editor, "page": office.page, **values}
    return enter(record=office.record, deed=deed, **told)


def released(office: Office) -> Entry:
    page = NewsPage.objects.get(pk=office.page.pk)
    return note(office, Deed.RELEASED, content_hash=content_hash(page, office.record))


def url(office: Office, what: str = "timeline") -> str:
    if what == "timeline":
        return f"/admin/records/timeline/{office.record.pk}/"
    return f"/admin/records/evidence/{office.record.pk}/{what}/"


def told(office: Office, query: str = "") -> list[str]:
    """Return the deeds on the page, newest first."""
    page = soup(admin_client(office.editor).get(url(office) + query))
    return [" ".join(row.get_text(" ").split()) for row in page.select(".d-tl > li")]


def test_each_deed_says_who_did_what_when(here: Office) -> None:
    here.editor.position = "Biên tập viên"
    one = note(here, Deed.SUBMITTED)
    two = note(
        here,
        Deed.APPROVED,
        actor=person_of(here.living.unit, Capability.PUBLISHER),
        acting_for=here.editor,
        grounds="Quyết định số 12/QĐ-SYT",
        facts={"declares_secrecy": True, "step": "Ban biên tập"},
    )
    three = note(here, Deed.RETURNED, actor=None, remark="Ghi rõ “ít nhất 30 phút”.")
    clock = [
        timezone.localtime(entry.happened_at).strftime("%H:%M:%S")
        for entry in (one, two, three)
    ]
    unit = here.living.unit.name
    assert told(here) == [
        f"Hệ thống trả lại {clock[2]} Ghi rõ “ít nhất 30 phút”.",
        (
            f"{two.actor_name} ({unit}) duyệt; xác nhận không chứa bí mật nhà nước "
            f"{clock[1]} Bước: Ban biên tập · thay mặt {here.editor}, Biên tập viên, "
            f"{unit} · theo Quyết định số 12/QĐ-SYT"
        ),
        f"{here.editor} (Biên tập viên, {unit}) trình duyệt {clock[0]}",
    ]


def test_words_that_were_removed_are_said_to_be(here: Office) -> None:
    note(here, Deed.RETURNED, remark="Có địa chỉ nhà riêng.")
    note(here, Deed.PURGED)
    erase_remarks(record=here.record)
    purged, returned = told(here)
    assert "tiêu hủy nội dung" in purged
    assert returned.endswith("Lời ý kiến đã được tiêu hủy.")
    assert "nhà riêng" not in returned


def test_deeds_stand_under_their_days(here: Office) -> None:
    note(here, Deed.SUBMITTED)
    page = soup(admin_client(here.editor).get(url(here)))
    today = timezone.localdate()
    assert [one.get_text()[-10:] for one in page.select(".d-story h3")] == [
        today.strftime("%d/%m/%Y")
    ]
    assert words(admin_client(here.editor).get(url(here)), ".d-card h2") == (
        "Quá trình xử lý 1"
    )


def test_deeds_are_narrowed(here: Office) -> None:
    note(here, Deed.SUBMITTED)
    released(here)
    note(here, Deed.HIDDEN)
    assert len(told(here)) == 3
    assert ["trình duyệt" in one for one in told(here, "?viec=duyet")] == [True]
    assert ["đăng" in one for one in told(here, "?viec=dang")] == [True]
    assert ["tạm ẩn" in one for one in told(here, "?viec=sau")] == [True]
    assert len(told(here, "?viec=khac&p=99")) == 3


def test_every_deed_belongs_to_one_group() -> None:
    parts = [deeds for _label, deeds in GROUPS.values()]
    assert sum(map(len, parts)) == len(Deed)
    assert set(Deed) == ON_THE_WAY | TO_READERS | AFTERWARDS
    assert set(LOOKS) <= set(Deed)


def test_every_deed_has_an_icon_that_there_is() -> None:
    sprite = get_icons()
    named = {icon for icon, _look in [*LOOKS.values(), OTHER_LOOK]}
    assert [icon for icon in sorted(named) if f'id="icon-{icon}"' not in sprite] == []


def proof(office: Office) -> str:
    return words(admin_client(office.editor).get(url(office)), ".d-proof")


def test_a_release_that_readers_see_fits(here: Office) -> None:
    released(here)
    note(here, Deed.APPROVED, facts={"declares_secrecy": True})
    said = proof(here)
    assert "Khớp" in said
    assert "Không khớp" not in said
    assert f"Xác nhận không chứa bí mật nhà nước {here.editor} · " in said
    assert "Đã ký Chưa ký; hệ thống ký hằng ngày." in said
    sign_entries()
    assert "Đã ký Đến mục 2" in proof(here)


def test_a_live_item_that_was_changed_behind_the_desk_does_not_fit(
    here: Office,
) -> None:
    released(here)
    NewsPage.objects.filter(pk=here.page.pk).update(summary="Khác.")
    assert "Không khớp" in proof(here)


def test_a_live_item_without_a_release_does_not_fit(here: Office) -> None:
    said = proof(here)
    assert "Chưa đăng lần nào. Không khớp" in said
    assert "Chưa có người xác nhận." in said


def test_the_hash_can_be_copied(here: Office) -> None:
    entry = released(here)
    page = soup(admin_client(here.editor).get(url(here)))
    (field,) = page.select("input.d-hash")
    assert field["value"] == entry.content_hash
    assert page.select('[data-action="w-clipboard#copy"]')


@pytest.mark.parametrize("what", ["timeline", "json", "pdf", "checker"])
def test_only_who_may_read_the_record_gets_it(
    here: Office, elsewhere: Office, what: str
) -> None:
    note(here, Deed.SUBMITTED)
    auditor = person_of(here.living.unit, Capability.AUDITOR)
    for person, status in ((here.editor, 200), (auditor, 200), (elsewhere.editor, 404)):
        assert admin_client(person).get(url(here, what)).status_code == status
    assert admin_client(None).get(url(here, what)).status_code == 302


def test_the_files_are_what_the_item_says(here: Office) -> None:
    released(here)
    sign_entries()
    client = admin_client(here.editor)
    told_as = client.get(url(here, "json"))
    assert told_as.content == as_json(export_of(here.record))
    code = here.record.code
    assert told_as["Content-Disposition"] == (
        f'attachment; filename="ho-so-{code}.json"'
    )
    export = json.loads(told_as.content)
    key = export["proof"]["line"]["key"]
    _lines, faults = standalone.judged(export, key)
    assert faults == []
    paper = client.get(url(here, "pdf"))
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")
    script = client.get(url(here, "checker")).content
    assert sha256(script).digest() == (
        sha256(Path(standalone.__file__).read_bytes()).digest()
    )


def test_who_takes_a_file_along_is_written_down(here: Office) -> None:
    note(here, Deed.SUBMITTED)
    admin_client(here.editor).get(url(here, "json"))
    (entry,) = SecurityEntry.objects.filter(kind=Kind.EXPORTED)
    assert entry.actor == here.editor
    assert entry.facts["path"] == url(here, "json")


def test_the_record_and_the_item_lead_to_the_timeline(here: Office) -> None:
    client = admin_client(here.editor)
    for place in (
        f"/admin/records/edit/{here.record.pk}/",
        f"/admin/pages/{here.page.pk}/edit/",
        "/admin/records/",
    ):
        assert url(here) in client.get(place).content.decode()


def test_many_deeds_cost_no_more_than_one(here: Office) -> None:
    """Nine of them are the administration's and the walls', four the live page's rows."""
    released(here)
    client, address = admin_client(here.editor), url(here)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in range(60):
        note(here, Deed.COMMENTED, remark=f"Góp ý {number}.")
    with CaptureQueriesContext(connection) as many:
        response = client.get(f"{address}?p=2")
    assert len(soup(response).select(".d-tl > li")) == 11
    assert len(many) == len(one) <= 15
