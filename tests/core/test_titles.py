"""The headline's box in the page editor."""

import pytest
from django.utils.datastructures import MultiValueDict

from cms.core.titles import TitleInput
from sites.models import Capability
from tests.admin import admin_client, form_of
from tests.factories.people import person_of
from tests.factories.portals import living_portal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Hội làng\r\nmở cửa", "Hội làng mở cửa"),
        ("  Hội   làng\n", "Hội làng"),
        ("Hội làng", "Hội làng"),
        (None, None),
    ],
)
def test_a_break_in_a_headline_is_a_space(typed: str | None, kept: str | None) -> None:
    data = {} if typed is None else {"title": typed}
    assert TitleInput().value_from_datadict(data, MultiValueDict(), "title") == kept


@pytest.mark.django_db
def test_the_editor_saves_one_line() -> None:
    living = living_portal()
    page = living.section
    client = admin_client(person_of(living.unit, Capability.PUBLISHER))
    address = f"/admin/pages/{page.pk}/edit/"
    form = form_of(client.get(address), "form#page-edit-form, form#w-editor-form")
    title = "Bốn xã biên giới chung một giải bóng chuyền,\r\nmỗi trận đổi một sân"
    assert client.post(address, {**form, "title": title}).status_code == 302
    page.refresh_from_db()
    saved = page.get_latest_revision_as_object()
    assert saved.title == " ".join(title.split())
