"""A stopped item (ED-21): whatever address names it, nobody but two reads a word."""

from typing import Any

import pytest

from sites.models import Capability
from tests.factories.people import person_of
from tests.tenancy.after import SEALED
from tests.tenancy.arguments import cases
from tests.tenancy.callers import Caller
from tests.tenancy.matrix import Matrix
from tests.tenancy.surfaces import Surface, surfaces
from tests.tenancy.world import Side

# What everybody may not see is proved by asking: which lines ran tells nothing of it.
pytestmark = [pytest.mark.service_postgres, pytest.mark.no_cover]

PAGE_ARGUMENTS = frozenset({"page_id", "page_to_move_id", "page_pk"})
BY_KEY = frozenset(
    {
        *("tenancy:page_comparison", "wagtailadmin_pages:revisions_compare"),
        *("wagtailadmin_api:pages:detail", "portal_api:pages:detail"),
    }
)
RECORDS = "records:"
# Lists and searches in which it could stand.
LISTS = (
    *("/admin/", "/admin/records/", "/admin/records/?export=csv", "/admin/takedown/"),
    *("/admin/pages/search/?q=kivu", "/admin/choose-page/search/?q=kivu"),
    *("/admin/images/?q=kivu", "/admin/images/chooser/?q=kivu", "/admin/corrections/"),
    *("/admin/reports/site-history/", "/admin/reports/site-history/?export=csv"),
    *("/admin/security-log/", "/admin/directives/", "/admin/rumours/"),
    *("/admin/api/main/pages/?search=kivu", "/admin/api/main/images/?search=kivu"),
)
FEWEST = 38


def asked_about_it(surface: Surface, side: Side) -> dict[str, Any] | None:
    """Return arguments of an address that name the stopped item; None if none can."""
    key, record = side.after.stopped.pk, side.after.record.pk
    named = {name: key for name in surface.arguments if name in PAGE_ARGUMENTS}
    if surface.name in BY_KEY:
        named["pk"] = key
    if surface.name.startswith(RECORDS) and "pk" in surface.arguments:
        named["pk"] = record
    if not named:
        return None
    return {**next(iter(cases(surface, side))), **named}


def test_nobody_but_the_two_reads_a_word(matrix: Matrix) -> None:
    side = matrix.world.beta
    head = person_of(side.unit, Capability.HEAD_OF_UNIT, Capability.EDITOR)
    callers = [matrix.world.keeper_caller, Caller(head)]
    paths = [
        surface.path(values)
        for surface in surfaces()
        if surface.is_admins and (values := asked_about_it(surface, side))
    ]
    assert len(paths) >= FEWEST
    detail = f"/admin/takedown/inspect/{side.after.stop.pk}/"
    for caller in callers:
        for path in (*paths, *LISTS, detail):
            for answer in (caller.get(path), caller.post(path, {})):
                said = answer.content if not answer.streaming else answer.getvalue()
                assert SEALED not in said.decode(errors="replace"), path
        file = f"/admin/takedown/{side.after.stop.pk}/tep/0/"
        assert caller.get(file).status_code == 404


def test_the_two_read_all_of_it(matrix: Matrix) -> None:
    stop = matrix.world.beta.after.stop
    answer = matrix.world.beta_caller.get(f"/admin/takedown/inspect/{stop.pk}/")
    said = answer.rendered_content if hasattr(answer, "rendered_content") else ""
    for word in ("tieude", "tomtat", "loi", "anh", "lydo"):
        assert f"-{word}" in (said or answer.content.decode()), word
    file = matrix.world.beta_caller.get(f"/admin/takedown/{stop.pk}/tep/0/")
    assert file.status_code == 200
    assert "no-store" in file["Cache-Control"]


def test_a_page_that_was_not_stopped_is_read(matrix: Matrix) -> None:
    """Or the test above would prove that nothing is answered at all."""
    side = matrix.world.beta
    answer = matrix.world.keeper_caller.get(f"/admin/pages/{side.news.pk}/edit/")
    assert answer.status_code == 200
