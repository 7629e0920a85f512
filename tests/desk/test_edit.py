"""Desk data: who changes it, what is kept of a change, what a refusal leaves alone."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.forms import model_to_dict
from django.test import Client
from wagtail.admin.panels import get_form_for_model
from wagtail.models import ModelLogEntry

from cms.core.models import EditorialRecord, Tier
from cms.core.services import project_revision
from cms.desk.forms import DESK_FIELDS, RecordForm
from cms.users.models import User
from sites.models import Capability
from sites.services import grant_role
from tests.admin import admin_client, errors, form_of, options, soup, words
from tests.desk.conftest import Office
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import UnitFactory

pytestmark = pytest.mark.django_db


def desk_data(record: EditorialRecord) -> dict[str, Any]:
    record.refresh_from_db()
    return model_to_dict(record, DESK_FIELDS)


def edit_url(record: EditorialRecord) -> str:
    return f"/admin/records/edit/{record.pk}/"


def send(client: Client, record: EditorialRecord, **changes: Any) -> Any:
    """Open the form, change some of it, send it."""
    url = edit_url(record)
    return client.post(url, {**form_of(client.get(url)), **changes})


def test_desk_data_is_written(here: Office) -> None:
    record, before = here.record, here.record.revised_at
    response = send(
        admin_client(here.editor),
        record,
        liable_person=here.editor.pk,
        liable_unit=here.living.unit.pk,
        tier=Tier.COMMUNE,
        tier_reason="Được tỉnh biểu dương",
        is_political="on",
        embargo_until="2026-12-24 07:00",
    )
    assert response["location"] == "/admin/records/"
    assert desk_data(record) == {
        "liable_person": here.editor.pk,
        "liable_unit": here.living.unit.pk,
        "tier": "commune",
        "tier_reason": "Được tỉnh biểu dương",
        "is_political": True,
        "is_spokesperson": False,
        "is_sensitive": False,
        "is_festive": False,
        "embargo_until": datetime(2026, 12, 24, 0, 0, tzinfo=UTC),
    }
    assert record.revised_at == before


def test_a_change_is_logged_with_what_it_touched(here: Office) -> None:
    send(admin_client(here.editor), here.record, is_sensitive="on")
    entry = ModelLogEntry.objects.get(object_id=str(here.record.pk))
    assert (entry.action, entry.user, entry.content_changed) == (
        "dinh.edit_record",
        here.editor,
        True,
    )
    assert entry.data == {"fields": ["is_sensitive"]}
    history = admin_client(here.editor).get(f"/admin/records/history/{here.record.pk}/")
    assert "Đã sửa: nhạy cảm" in words(history)


def test_saving_without_a_change_says_so(here: Office) -> None:
    send(admin_client(here.editor), here.record)
    entry = ModelLogEntry.objects.get(object_id=str(here.record.pk))
    assert entry.content_changed is False
    assert entry.message == "Đã lưu, không có thay đổi"


def test_a_field_that_is_gone_keeps_its_name_in_the_history(here: Office) -> None:
    send(admin_client(here.editor), here.record, is_sensitive="on")
    entry = ModelLogEntry.objects.get(object_id=str(here.record.pk))
    entry.data = {"fields": ["field_of_old"]}
    assert entry.message == "Đã sửa: field_of_old"


@pytest.mark.parametrize("tier", [Tier.DISTRICT, Tier.COMMUNE, Tier.GRASSROOTS])
def test_a_lower_tier_needs_a_reason(here: Office, tier: str) -> None:
    before = desk_data(here.record)
    response = send(admin_client(here.editor), here.record, tier=tier, tier_reason="  ")
    assert errors(response) == ["Hãy ghi lý do chọn đăng tin bài của cấp này."]
    assert desk_data(here.record) == before
    assert not ModelLogEntry.objects.exists()


def test_only_colleagues_can_be_made_liable(here: Office, elsewhere: Office) -> None:
    before = desk_data(here.record)
    client = admin_client(here.editor)
    response = send(client, here.record, liable_person=elsewhere.editor.pk)
    assert len(errors(response)) == 1
    assert desk_data(here.record) == before


def test_who_is_liable_already_stays_choosable(here: Office) -> None:
    """Somebody who has left the unit is not struck from its records by a save."""
    gone = UserFactory.create()
    EditorialRecord.objects.update(liable_person=gone)
    send(admin_client(here.editor), here.record, is_sensitive="on")
    assert desk_data(here.record)["liable_person"] == gone.pk


def test_liable_units_lie_within_reach(here: Office, elsewhere: Office) -> None:
    library = UnitFactory.create(parent=here.living.unit, name="Thư viện thành phố")
    UnitFactory.create(parent=library, name="Phòng đọc số 1")
    form = admin_client(here.editor).get(edit_url(here.record))
    assert set(options(form, "liable_unit")) == {
        here.living.unit.name,
        "Thư viện thành phố",
        "Phòng đọc số 1",
    }
    whole = admin_client(UserFactory.create(superuser=True)).get(edit_url(here.record))
    assert elsewhere.living.unit.name in options(whole, "liable_unit")


def test_projected_facts_are_not_in_the_form(here: Office) -> None:
    title = here.record.title
    send(admin_client(here.editor), here.record, title="Tên khác", form="video")
    record = here.record
    assert (record.title, record.form) == (title, "tin")


def test_a_revision_saved_meanwhile_is_not_taken_back(here: Office) -> None:
    """The form was opened before the revision, and saved after it."""
    stale = here.record
    here.page.title = "Hội làng dời sang chủ nhật"
    project_revision(revision=here.page.save_revision())
    data = {**model_to_dict(stale, DESK_FIELDS), "is_sensitive": True}
    desk_form = get_form_for_model(EditorialRecord, RecordForm, fields=DESK_FIELDS)
    form = desk_form(data, instance=stale, for_user=here.editor)
    assert form.is_valid(), form.errors
    form.save()
    assert here.record.title == "Hội làng dời sang chủ nhật"
    assert here.record.is_sensitive


@pytest.mark.parametrize("view", ["edit", "history", "history-results", "inspect"])
def test_a_foreign_record_does_not_exist(
    here: Office, elsewhere: Office, view: str
) -> None:
    client = admin_client(here.editor)
    assert client.get(f"/admin/records/{view}/{here.record.pk}/").status_code == 200
    assert (
        client.get(f"/admin/records/{view}/{elsewhere.record.pk}/").status_code == 404
    )


def test_a_foreign_record_cannot_be_changed(here: Office, elsewhere: Office) -> None:
    before = desk_data(elsewhere.record)
    client = admin_client(here.editor)
    sent = {**form_of(client.get(edit_url(here.record))), "is_sensitive": "on"}
    assert client.post(edit_url(elsewhere.record), sent).status_code == 404
    assert desk_data(elsewhere.record) == before


def test_an_auditor_reads_and_does_not_change(here: Office) -> None:
    auditor = person_of(here.living.unit, Capability.AUDITOR)
    client, before = admin_client(auditor), desk_data(here.record)
    response = client.get(f"/admin/records/inspect/{here.record.pk}/")
    assert "Hội làng Đại Mỗ mở cửa" in words(response)
    for answer in (
        client.get(edit_url(here.record)),
        client.post(edit_url(here.record), {"tier": "province", "is_sensitive": "on"}),
    ):
        assert (answer.status_code, answer["location"]) == (302, "/admin/")
    assert desk_data(here.record) == before


def test_an_auditor_here_is_no_editor_for_being_one_elsewhere(
    here: Office, elsewhere: Office
) -> None:
    grant_role(
        user=here.editor, unit=elsewhere.living.unit, capability=Capability.AUDITOR
    )
    client = admin_client(here.editor)
    inspect = f"/admin/records/inspect/{elsewhere.record.pk}/"
    assert client.get(inspect).status_code == 200
    assert client.get(edit_url(elsewhere.record)).status_code == 404


def test_nobody_reads_records_without_logging_in(here: Office) -> None:
    response = admin_client(None).get(edit_url(here.record))
    assert response["location"] == f"/admin/login/?next={edit_url(here.record)}"


def record_link(user: User, office: Office) -> str | None:
    page = soup(admin_client(user).get(f"/admin/pages/{office.page.pk}/edit/"))
    link = page.select_one("a[href*='/admin/records/']:has(svg)[href*='/edit/']")
    link = link or page.select_one("a[href*='/admin/records/inspect/']")
    return str(link["href"]) if link else None


def test_an_item_leads_to_its_record_and_back(here: Office) -> None:
    assert record_link(here.editor, here) == edit_url(here.record)
    page = soup(admin_client(here.editor).get(edit_url(here.record)))
    assert page.select_one(f"a[href='/admin/pages/{here.page.pk}/edit/']")


def test_a_section_has_no_record_to_lead_to(here: Office) -> None:
    url = f"/admin/pages/{here.living.section.pk}/edit/"
    page = soup(admin_client(here.editor).get(url))
    assert not page.select("header a[href*='/admin/records/']")
