"""Which portal a screen is about."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from cms.workplace.marks import THEME_COLOURS, Mark, mark_of, note_place
from sites.models import Capability, PortalStatus
from sites.services import grant_role
from sites.theming import THEMES
from tests.admin import admin_client, soup
from tests.factories.core import EventFactory
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal, root

THEMES_FOLDER = Path(__file__).parents[2] / "cms" / "static" / "cms" / "css" / "themes"
ACCENT = re.compile(r"--accent: (#[0-9a-f]{6});")


def test_swatches_are_the_accents_of_the_themes() -> None:
    sheets = {theme: (THEMES_FOLDER / f"{theme}.css").read_text() for theme in THEMES}
    assert {
        theme: found.group(1)
        for theme, text in sheets.items()
        if (found := ACCENT.search(text))
    } == THEME_COLOURS


@pytest.fixture
def request_of_keeper(rf: RequestFactory, db: None) -> HttpRequest:
    request = rf.get("/admin/")
    request.user = UserFactory.create(superuser=True)
    return request


def marked(request: HttpRequest, **context: Any) -> Mark | None:
    note_place(request, context)
    return mark_of(request)


def test_the_object_shown_decides(
    request_of_keeper: HttpRequest, living: Living
) -> None:
    other = living_portal(status=PortalStatus.TRIAL)
    other.portal.brandings.update(accent_light="#123456")
    item = NewsPageFactory.create(parent=living.section)
    image = ImageFactory.create(collection=other.portal.collection)
    here = marked(request_of_keeper, page=item)
    assert here == Mark(
        f"{living.unit.name} (vi)", "Đang mở", "ok", THEME_COLOURS["ha-noi"], "ha-noi"
    )
    assert (
        marked(request_of_keeper, object=EventFactory.create(unit=living.unit)) == here
    )
    assert marked(request_of_keeper, object=living.unit) == here
    assert marked(request_of_keeper, object=living.portal) == here
    there = marked(request_of_keeper, image=image)
    assert there is not None
    assert (there.status, there.chip, there.colour) == ("Chạy thử", "warn", "#123456")


@pytest.mark.parametrize("shown", [None, "words", 7])
def test_nothing_in_particular_has_no_mark(
    request_of_keeper: HttpRequest, living: Living, shown: object
) -> None:
    assert marked(request_of_keeper, object=shown) is None
    assert marked(request_of_keeper, parent_page=root()) is None


def test_the_header_names_the_portal_and_leads_to_the_others(living: Living) -> None:
    other = living_portal()
    editor = person_of(living.unit, Capability.EDITOR)
    at_home = admin_client(editor)
    address = f"/admin/pages/{living.section.pk}/"
    alone = soup(at_home.get(address)).select_one("header .d-mark")
    assert alone is not None
    assert f"{living.unit.name} (vi)" in alone.get_text()
    assert alone.select_one("a") is None

    grant_role(user=editor, unit=other.unit, capability=Capability.EDITOR)
    page = soup(admin_client(editor).get(f"/admin/pages/{other.section.pk}/"))
    mark = page.select_one("header .d-mark")
    assert mark is not None
    assert f"{other.unit.name} (vi)" in mark.get_text()
    link = mark.select_one("a")
    assert link is not None
    assert link["href"] == "/admin/workplace/"
