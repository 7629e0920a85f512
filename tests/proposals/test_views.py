"""From the form that was saved to the second person's answer."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _
from pytest_django import DjangoAssertNumQueries

from cms.proposals.models import Proposal, ProposalState
from cms.proposals.subjects import read
from media_library.models import Image
from sites.models import OwnerText
from tests.admin import admin_client, form_of, words
from tests.factories.media import ImageFactory, picture_bytes
from tests.factories.portals import UnitFactory
from tests.factories.proposals import proposed
from tests.plugins.readers import Reader
from tests.proposals.conftest import Scene

pytestmark = pytest.mark.django_db


def recaption(scene: Scene, image: Image, **more: Any) -> Any:
    client = admin_client(scene.keeper)
    path = reverse("wagtailimages:edit", args=[image.pk])
    form = form_of(client.get(path), "form[enctype]")
    return client.post(path, {**form, "title": "Tên mới", "credit": "Khác", **more})


def test_a_caption_that_readers_see_waits(scene: Scene, reader: Reader) -> None:
    before = reader.get(scene.living.host, f"/van-hoa/{scene.item.slug}/").content
    response = recaption(scene, scene.image, tags="moi")
    assert response.status_code == 302
    made = Proposal.objects.get()
    assert (made.after["title"], made.after["credit"]) == ("Tên mới", "Khác")
    assert made.proposer == scene.keeper
    assert read(scene.image) == made.before
    assert Image.objects.get().tags.get().name == "moi"  # what readers do not see
    assert (
        reader.get(scene.living.host, f"/van-hoa/{scene.item.slug}/").content == before
    )
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert any(reverse("proposals:detail", args=[made.pk]) in text for text in told)


def test_saving_without_a_change_proposes_nothing(scene: Scene) -> None:
    same = {"title": scene.image.title, "credit": scene.image.credit}
    assert recaption(scene, scene.image, **same).status_code == 302
    assert not Proposal.objects.exists()


def test_a_caption_nobody_sees_is_changed_at_once(scene: Scene) -> None:
    image = ImageFactory.create(collection=scene.living.portal.collection)
    assert recaption(scene, image).status_code == 302
    assert read(image)["title"] == "Tên mới"
    assert not Proposal.objects.exists()


def test_the_bytes_of_a_picture_that_readers_see_stay(scene: Scene) -> None:
    file = SimpleUploadedFile("khac.png", picture_bytes("black"), "image/png")
    sha = scene.image.sha256
    response = recaption(scene, scene.image, file=file)
    assert response.status_code == 200
    assert "file" in response.context["form"].errors
    assert Image.objects.get().sha256 == sha
    assert not Proposal.objects.exists()


def test_the_form_of_an_open_portal_proposes(scene: Scene, reader: Reader) -> None:
    client = admin_client(scene.house)
    portal = scene.living.portal
    path = reverse("portal:edit", args=[portal.pk])
    before, page = read(portal), reader.get(scene.living.host).content
    form = form_of(client.get(path))
    response = client.post(path, {**form, "owner_texts-0-name": "Tên của chủ"})
    assert response.status_code == 302, response.context["form"].errors
    made = Proposal.objects.get()
    assert made.after["owner_texts"][0]["name"] == "Tên của chủ"
    assert made.before == before == read(portal)
    assert reader.get(scene.living.host).content == page


def test_saving_a_portal_s_form_as_it_is_proposes_nothing(scene: Scene) -> None:
    client = admin_client(scene.house)
    path = reverse("portal:edit", args=[scene.living.portal.pk])
    assert client.post(path, form_of(client.get(path))).status_code == 302
    assert not Proposal.objects.exists()


def answer(scene: Scene, person: Any, made: Proposal, **sent: str) -> Any:
    path = reverse("proposals:detail", args=[made.pk])
    return admin_client(person).post(path, sent)


def test_the_page_shows_what_changes_and_takes_the_answer(scene: Scene) -> None:
    made = proposed(scene.living.portal, scene.house, "Tên của chủ")
    old = OwnerText.objects.get(portal=scene.living.portal).name
    path = reverse("proposals:detail", args=[made.pk])
    text = words(admin_client(scene.publisher).get(path), ".d-table")
    assert old in text
    assert "Tên của chủ" in text
    assert answer(scene, scene.publisher, made, approve="1").status_code == 302
    assert OwnerText.objects.get(portal=scene.living.portal).name == "Tên của chủ"


def test_who_proposed_can_only_withdraw(scene: Scene) -> None:
    made = proposed(scene.living.portal, scene.house, "Tên của chủ")
    path = reverse("proposals:detail", args=[made.pk])
    page = admin_client(scene.house).get(path).content.decode()
    assert 'name="withdraw"' in page
    assert 'name="approve"' not in page
    assert answer(scene, scene.house, made, approve="1").status_code == 200
    made.refresh_from_db()
    assert made.state == ProposalState.WAITING
    assert answer(scene, scene.house, made, withdraw="1").status_code == 302


def test_a_refusal_without_a_reason_keeps_the_page(scene: Scene) -> None:
    made = proposed(scene.living.portal, scene.house, "Tên của chủ")
    response = answer(scene, scene.publisher, made, refuse="1")
    assert response.status_code == 200
    assert _("Say why, so that it can be mended.") in response.content.decode()


def test_a_long_list_costs_as_much_as_a_short_one(
    scene: Scene, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = admin_client(scene.publisher)
    for number in range(12):
        proposed(scene.living.portal, scene.house, f"Tên {number}")
    with django_assert_max_num_queries(22):
        response = client.get(reverse("proposals:index"))
    assert response.status_code == 200


def test_the_names_of_a_unit_with_an_open_portal_wait(
    scene: Scene, reader: Reader
) -> None:
    unit, client = scene.living.unit, admin_client(scene.house)
    path = reverse("unit:edit", args=[unit.pk])
    before = read(unit)
    page = reader.get(scene.living.host).content
    sent = {"name": "Sở Văn hóa mới", "symbol": "SVHM", "kind": "subordinate"}
    response = client.post(path, {**form_of(client.get(path)), **sent})
    assert response.status_code == 302, response.context["form"].errors
    unit.refresh_from_db()
    assert (read(unit), unit.kind) == (before, "subordinate")
    assert reader.get(scene.living.host).content == page
    made = Proposal.objects.get()
    assert (made.before, made.portal) == (before, scene.living.portal)
    detail = reverse("proposals:detail", args=[made.pk])
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert any(detail in text for text in told)
    shown = words(admin_client(scene.publisher).get(detail), ".d-table")
    assert "Sở Văn hóa mới" in shown
    assert "SVHM" in shown
    assert answer(scene, scene.publisher, made, approve="1").status_code == 302
    assert read(unit) == {
        "name": "Sở Văn hóa mới",
        "short_name": before["short_name"],
        "symbol": "SVHM",
    }


def test_names_that_could_not_stand_are_not_proposed(scene: Scene) -> None:
    client = admin_client(scene.house)
    path = reverse("unit:edit", args=[scene.living.unit.pk])
    before = read(scene.living.unit)
    response = client.post(path, {**form_of(client.get(path)), "name": ""})
    assert response.status_code == 200
    assert read(scene.living.unit) == before
    assert not Proposal.objects.exists()


def test_a_unit_without_a_portal_is_renamed_at_once(scene: Scene) -> None:
    unit, client = UnitFactory.create(), admin_client(scene.house)
    path = reverse("unit:edit", args=[unit.pk])
    client.post(path, {**form_of(client.get(path)), "short_name": "Sở khác"})
    assert read(unit)["short_name"] == "Sở khác"
    assert not Proposal.objects.exists()
