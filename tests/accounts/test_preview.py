"""Previews are drawn on the house's host: in the portal's dress, for those inside."""

import pytest
from django.urls import reverse

from sites.models import Capability
from tests.accounts.conftest import visitor
from tests.admin import admin_client, form_of
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal

pytestmark = pytest.mark.django_db
BAR = "wagtail-userbar-template"


def preview_of(living: Living, title: str, *, capability: Capability) -> str:
    """Return what the preview shows of the section while its title is being changed."""
    client = admin_client(person_of(living.unit, capability))
    edit = reverse("wagtailadmin_pages:edit", args=[living.section.pk])
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[living.section.pk])
    sent = client.post(address, {**form_of(client.get(edit)), "title": title})
    assert sent.json()["is_valid"]
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_an_editor_sees_the_portals_dress_and_the_bar_with_its_checks() -> None:
    living, other = living_portal(), living_portal()
    shown = preview_of(living, "Đang viết dở", capability=Capability.EDITOR)
    assert "Đang viết dở" in shown
    assert f"{living.unit.name} (vi)" in shown
    assert f"{other.unit.name} (vi)" not in shown
    assert "themes/ha-noi.css" in shown
    assert BAR in shown


def test_no_reader_ever_gets_the_bar() -> None:
    living = living_portal()
    preview_of(living, "Đang viết dở", capability=Capability.PUBLISHER)
    inside = admin_client(person_of(living.unit, Capability.PUBLISHER))
    for client in (visitor(), inside):
        page = client.get(living.section.url_path[3:], headers={"host": living.host})
        shown = client.get("/", headers={"host": living.host}).content.decode()
        assert BAR not in shown + page.content.decode()
        assert "wagtailadmin" not in shown
        assert "Đang viết dở" not in shown


def test_a_preview_does_not_exist_on_a_portal() -> None:
    living = living_portal()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[living.section.pk])
    inside = admin_client(person_of(living.unit, Capability.PUBLISHER))
    assert inside.get(address, headers={"host": living.host}).status_code == 404
