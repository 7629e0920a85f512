"""What a screen of the administration may cost in queries, whatever the size of the house.

The sizes are those of the promise: 1,000 portals and 5,000 people. Runs at a tenth of
the size except by ``make proof``.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.pages.models import SectionPage
from cms.users.models import User
from sites.models import Capability, Portal
from sites.services import grant_role
from tests.admin import admin_client
from tests.factories.bulk import make_articles, make_portals
from tests.factories.crowds import make_crews, put_under_province
from tests.factories.media import ImageFactory
from tests.factories.people import UserFactory, person_of

pytestmark = [pytest.mark.django_db, pytest.mark.proof]

HOME, LISTING = 25, 20


@dataclass
class House:
    portals: list[Portal]
    people: dict[str, User]

    @property
    def folder(self) -> Page:
        home = Page.objects.get(pk=self.portals[0].site.root_page_id)
        folder: Page = home.get_parent()
        return folder

    @property
    def section(self) -> SectionPage:
        sections = SectionPage.objects.descendant_of(self.folder)
        section: SectionPage = sections.order_by("path")[0]
        return section

    def screens(self) -> dict[str, int]:
        """Return the screens by address, with what each may cost."""
        chooser = "/admin/choose-page/"
        return {
            "/admin/": HOME,
            f"/admin/pages/{self.folder.pk}/": LISTING,
            f"/admin/pages/{self.section.pk}/": LISTING,
            chooser: LISTING,
            f"{chooser}{self.section.pk}/?page_type=wagtailcore.page": LISTING,
            f"{chooser}search/?q=hoi": LISTING,
            "/admin/images/chooser/": LISTING,
            "/admin/documents/chooser/": LISTING,
            "/admin/records/": LISTING,
            "/admin/toan-canh/": LISTING,
        }


@pytest.fixture
def house(proof_size: Callable[[int], int]) -> House:
    portals = make_portals(proof_size(1_000))
    make_crews(portals)
    province = put_under_province(portals)
    first, second = portals[0].unit, portals[1].unit
    both = person_of(first, Capability.EDITOR)
    grant_role(user=both, unit=second, capability=Capability.PUBLISHER)
    made = House(
        portals,
        {
            "editor": person_of(first, Capability.EDITOR),
            "of two units": both,
            "standing office": person_of(province, Capability.STANDING_OFFICE),
            "auditor": person_of(province, Capability.AUDITOR),
            "keeper": UserFactory.create(superuser=True),
        },
    )
    pictures = [
        ImageFactory.create(size=(72, 48), collection=portals[0].collection)
        for _number in range(3)
    ]
    make_articles(made.section, 60, pictures=pictures)
    return made


def cost(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert response.status_code in {200, 302}, path
    return len(asked)


def test_screens_cost_the_same_for_whoever_looks(house: House) -> None:
    too_dear = {}
    for name, person in house.people.items():
        client = admin_client(person)
        for path, allowed in house.screens().items():
            cost(client, path)
            found = cost(client, path)
            if found > allowed:
                too_dear[name, path] = found
    assert not too_dear
