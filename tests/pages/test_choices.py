"""What the forms of homes and sections offer: the portal's own, and colleagues."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.pages.models import HomePage, SectionPage
from cms.users.models import User
from sites.models import Capability
from tests.admin import admin_client, errors, form_of, options
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.factories.publishing import publish, store
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


@pytest.fixture
@kept
def elsewhere() -> Living:
    return living_portal()


@pytest.fixture
@kept
def editor(living: Living) -> User:
    return person_of(living.unit, Capability.EDITOR)


def rows(*sections: SectionPage) -> str:
    """Return a front page with one row of sections."""
    keys = [section.pk for section in sections]
    return json.dumps([{"type": "section_rows", "value": {"sections": keys}}])


def test_a_front_page_takes_sections_of_its_portal(living: Living) -> None:
    living.home.body = rows(living.section)
    publish(living.home)
    stored = HomePage.objects.get(pk=living.home.pk).body.raw_data[0]
    assert stored["value"]["sections"] == [living.section.pk]


def test_a_front_page_refuses_sections_of_others(
    living: Living, elsewhere: Living
) -> None:
    living.home.body = rows(living.section, elsewhere.section)
    with pytest.raises(ValidationError) as refusal:
        living.home.save_revision()
    said = _("A front page shows sections of its own portal only.")
    assert refusal.value.message_dict == {"body": [said]}
    assert HomePage.objects.get(pk=living.home.pk).latest_revision_id is None


def test_a_front_page_without_sections_is_fine(living: Living) -> None:
    living.home.body = json.dumps(
        [{"type": "photo_reports", "value": {"title": "Ảnh"}}]
    )
    assert living.home.save_revision().pk


def edit_url(page: Any) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def test_a_section_is_kept_by_units_within_reach(
    living: Living, elsewhere: Living, editor: User
) -> None:
    UnitFactory.create(parent=living.unit, name="Thư viện thành phố")
    client = admin_client(editor)
    offered = options(client.get(edit_url(living.section)), "owner_unit")
    assert set(offered) == {living.unit.name, "Thư viện thành phố"}


def test_a_stranger_can_t_be_put_in_charge(
    living: Living, elsewhere: Living, editor: User
) -> None:
    stranger = person_of(elsewhere.unit, Capability.EDITOR)
    client, url = admin_client(editor), edit_url(living.section)
    response = client.post(
        url, {**form_of(client.get(url)), "responsible": stranger.pk}
    )
    assert len(errors(response)) == 1
    assert SectionPage.objects.get(pk=living.section.pk).latest_revision_id is None
    form = form_of(client.get(url))
    response = client.post(url, {**form, "responsible": editor.pk})
    assert response["location"] == url, errors(response)


def test_who_is_in_charge_already_stays(living: Living, editor: User) -> None:
    gone = UserFactory.create()
    living.section.responsible = gone
    living.section.owner_unit = UnitFactory.create()
    store(living.section)
    client, url = admin_client(editor), edit_url(living.section)
    response = client.post(url, {**form_of(client.get(url)), "freshness_days": 7})
    assert response["location"] == url, errors(response)
    draft = SectionPage.objects.get(
        pk=living.section.pk
    ).get_latest_revision_as_object()
    assert (draft.responsible, draft.freshness_days) == (gone, 7)


def test_a_superuser_chooses_freely(living: Living, elsewhere: Living) -> None:
    client = admin_client(UserFactory.create(superuser=True))
    offered = options(client.get(edit_url(living.section)), "owner_unit")
    assert {living.unit.name, elsewhere.unit.name} <= set(offered)
