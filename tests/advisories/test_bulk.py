"""Actions on many things at once, and fields that nobody was shown."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from cms.core.models import EditorialRecord
from cms.users.models import User
from sites.models import RoleAssignment
from tests.admin import form_of, send
from tests.advisories.conftest import Side, shut

pytestmark = pytest.mark.django_db

TARGETS = {
    ("wagtailcore", "page"): "page",
    ("media_library", "image"): "image",
    ("media_library", "document"): "document",
    ("users", "user"): "person",
}
ACTIONS = [
    (app, model, action)
    for app, model, action in (
        ("wagtailcore", "page", "delete"),
        ("wagtailcore", "page", "move"),
        ("media_library", "image", "delete"),
        ("media_library", "image", "add_tags"),
        ("media_library", "image", "add_to_collection"),
        ("media_library", "document", "delete"),
        ("media_library", "document", "add_tags"),
        ("media_library", "document", "add_to_collection"),
        ("users", "user", "delete"),
        ("users", "user", "assign_role"),
        ("users", "user", "set_active_state"),
    )
]


def row(thing: Model) -> dict[str, Any] | None:
    return type(thing)._base_manager.filter(pk=thing.pk).values().first()


def sent_for(own: Side) -> dict[str, Any]:
    """Return a form that any of the actions would take."""
    return {
        "chooser": own.living.section.pk,
        "collection": own.living.portal.collection_id,
        "tags": "nhan",
        "mark_as_active": "False",
        "role": "1",
        "move_applicable": "on",
    }


def test_cve_2023_45809_every_bulk_action_is_tried() -> None:
    bulk_action_registry._scan_for_bulk_actions()
    found = {
        (app, model, action)
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    }
    assert found == set(ACTIONS), "a bulk action joined: try it as well"


@pytest.mark.parametrize("tried", ACTIONS, ids="-".join)
def test_cve_2023_45809_a_bulk_action_names_and_changes_nothing_of_others(
    own: Side, other: Side, keeper: Client, tried: tuple[str, str, str]
) -> None:
    app, model, action = tried
    thing = getattr(other, TARGETS[app, model])
    path = f"/admin/bulk/{app}/{model}/{action}/?id={thing.pk}"
    assert other.word in keeper.get(path).content.decode(), "the probe sees nothing"
    before, ours = row(thing), own.client
    assert other.word not in ours.get(path).content.decode()
    assert other.word not in ours.post(path, sent_for(own)).content.decode()
    assert row(thing) == before
    listed = f"/admin/bulk/{app}/{model}/{action}/?id=all"
    if (app, model) == ("wagtailcore", "page"):
        listed += f"&childOf={other.living.section.pk}"
    assert other.word not in ours.get(listed).content.decode()


# Fields that were not shown -------------------------------------------------------------


def test_cve_2024_32882_facts_of_a_record_come_from_its_item(own: Side) -> None:
    path, before = f"/admin/records/edit/{own.record.pk}/", own.record
    changes = {
        "title": "Đè", "code": "AAAAAAAAAA", "form": "notice", "byline": "Đè",
        "issuing_name": "Đè", "unit": "1", "source_url": "javascript:canary()",
        "first_published_at": "2000-01-01", "tier_reason": "Có lý do",
    }  # fmt: skip
    assert send(own.client, path, **changes).status_code == 302
    after = EditorialRecord.objects.get(pk=own.record.pk)
    assert after.tier_reason == "Có lý do"
    for field in EditorialRecord._meta.concrete_fields:
        if field.name not in {"tier_reason", "revised_at"}:
            name = field.attname
            assert getattr(after, name) == getattr(before, name), name


def test_cve_2024_32882_what_a_reader_reported_stays_as_it_was(own: Side) -> None:
    path, before = f"/admin/corrections/edit/{own.report.pk}/", row(own.report)
    changes = {
        "passage": "Đè", "problem": "Đè", "reporter_name": "Đè", "receipt": "BSS-0",
        "reporter_email": "de@de.example", "title": "Đè", "note": "Đã xem",
    }  # fmt: skip
    assert send(own.client, path, **changes).status_code == 302
    after = row(own.report)
    assert before is not None
    assert after is not None
    assert after["note"] == "Đã xem"
    for name in ("passage", "problem", "reporter_name", "reporter_email", "title"):
        assert after[name] == before[name]
    assert after["receipt"] == before["receipt"]


def test_cve_2024_32882_an_event_is_not_given_to_another_unit(
    own: Side, other: Side
) -> None:
    path, before = f"/admin/events/edit/{own.event.pk}/", row(own.event)
    response = send(own.client, path, unit=other.living.unit.pk, name="Đè")
    assert response.status_code == 200
    assert row(own.event) == before
    assert send(own.client, path, name="Tên mới").status_code == 302
    own.event.refresh_from_db()
    assert (own.event.name, own.event.unit) == ("Tên mới", own.living.unit)


def test_cve_2024_32882_a_page_keeps_what_its_form_does_not_ask(
    own: Side, other: Side
) -> None:
    path = f"/admin/pages/{own.page.pk}/edit/"
    changes = {
        "title": "Tên mới", "body-count": 0, "owner": other.person.pk, "live": "",
        "locked": "on", "locale": "2", "url_path": "/de/", "translation_key": "x",
        "first_published_at": "2000-01-01", "alias_of": other.page.pk,
        "lead_image": other.image.pk,
    }  # fmt: skip
    before = row(own.page)
    send(own.client, path, **changes, **{"action-publish": "1"})
    after = row(own.page)
    assert before is not None
    assert after is not None
    for name in ("owner_id", "live", "locked", "locale_id", "url_path", "alias_of_id"):
        assert after[name] == before[name], name
    assert after["translation_key"] == before["translation_key"]
    assert after["first_published_at"] == before["first_published_at"]


def test_cve_2024_32882_nobody_makes_oneself_a_keeper(own: Side) -> None:
    ours = own.client
    roles = RoleAssignment.objects.count()
    for path in ("/admin/account/", f"/admin/users/edit/{own.person.pk}/"):
        ours.post(path, {"is_superuser": "on", "is_staff": "on", "groups": "1"})
    person = User.objects.get(pk=own.person.pk)
    assert not any([person.is_superuser, person.is_staff, person.groups.exists()])
    assert RoleAssignment.objects.count() == roles


def test_cve_2024_32882_the_probe_of_a_keeper_works(own: Side, keeper: Client) -> None:
    """A keeper's form has the field that the test above sends without one."""
    path = f"/admin/users/edit/{own.person.pk}/"
    assert "is_active" in form_of(keeper.get(path), "main form")


@pytest.mark.parametrize("kind", ["portal", "unit"])
def test_cve_2024_35228_settings_of_another_portal_are_not_reached(
    own: Side, other: Side, keeper: Client, kind: str
) -> None:
    """Wagtail's settings app is absent; a portal's and a unit's screens are ours."""
    key = getattr(other.living, kind).pk
    path, name = f"/admin/{kind}/edit/{key}/", other.living.unit.name
    assert name in keeper.get(path).content.decode()
    sent = form_of(keeper.get(path), "main form")
    before = row(getattr(other.living, kind))
    for side in (own, other):
        assert shut(side.client.get(path), name)
        assert shut(side.client.post(path, {**sent, "name": "Đè"}), name)
    assert row(getattr(other.living, kind)) == before
