"""Formulas in spreadsheets: what anybody typed stays text in every export."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.log_actions import log

from cms.health.models import Check
from cms.health.states import Fault, Kind, State
from cms.planning.models import Assignment, WritingPlan
from tests.advisories.conftest import Side
from tests.factories.news import NewsPageFactory
from tests.factories.planning import plan_of
from tests.factories.portals import UnitFactory

pytestmark = pytest.mark.django_db

FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1")
LISTS = {
    "reports/site-history/": "title",
    "reports/aging-pages/": "title",
    "reports/locked/": "title",
    "toan-canh/": "name",
    "security-log/": "",
    "health/": "detail",
    "addresses/": "",  # what stands there begins with “/” or “http”
    "ke-hoach/inspect/<int:pk>/": "title",
    "reports/workflow/": "",  # Wagtail's workflows are off: headings alone
    "reports/workflow_tasks/": "",
}


def offers_spreadsheet(callback: Any) -> bool:
    view = getattr(callback, "view_class", None)
    if view is None or not issubclass(view, SpreadsheetExportMixin):
        return False
    columns = getattr(callback, "view_initkwargs", {}).get("list_export")
    return bool(view.list_export if columns is None else columns)


def exporting(patterns: list[Any], before: str = "") -> list[str]:
    """Return the address of every view that offers a spreadsheet."""
    found: list[str] = []
    for entry in patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found += exporting(entry.url_patterns, path)
        elif "results/" not in path and offers_spreadsheet(entry.callback):
            found.append(path.removeprefix("admin/"))
    return found


@pytest.fixture
def formulas(own: Side) -> Side:
    plan = plan_of(own.living.unit)
    for formula in FORMULAS:
        page = NewsPageFactory.create(bare=True, parent=own.living.section)
        type(page).objects.filter(pk=page.pk).update(
            title=formula,
            draft_title=formula,
            locked=True,
            locked_by=own.person,
            last_published_at=page.first_published_at,
        )
        page.refresh_from_db()
        type(own.person).objects.filter(pk=own.person.pk).update(full_name=formula)
        log(instance=page, action="wagtail.edit", user=own.person, title=formula)
        UnitFactory.create(name=formula)
        Assignment.objects.create(
            unit=own.living.unit,
            plan=plan,
            title=formula,
            due_on=timezone.localdate(),
            created_by=own.person,
        )
        Check.objects.create(
            portal=own.living.portal,
            kind=Kind.LINK,
            address=f"https://a.vn/{page.pk}",
            state=State.MOVED,
            fault=Fault.OTHER_SITE,
            detail=formula,
        )
    return own


def path_of(address: str) -> str:
    """Return where an export is found; a plan's stands at the plan."""
    plan = WritingPlan.objects.latest("pk")
    return f"/admin/{address.replace('<int:pk>', str(plan.pk))}"


def cells(content: bytes) -> list[str]:
    rows = csv.reader(io.StringIO(content.decode(), newline=""))
    return [cell for row in rows for cell in row]


@pytest.mark.parametrize("address", LISTS)
def test_8_0_1_a_csv_holds_no_formula(
    formulas: Side, keeper: Client, address: str
) -> None:
    response = keeper.get(f"{path_of(address)}?export=csv")
    assert response["Content-Type"].startswith("text/csv")
    found = cells(b"".join(response))
    if LISTS[address]:
        assert {f"'{formula}" for formula in FORMULAS} <= set(found)
    assert not [cell for cell in found if cell.startswith(("=", "+", "@", "\t", "-1"))]


@pytest.mark.parametrize("address", LISTS)
def test_8_0_1_a_workbook_holds_no_formula(
    formulas: Side, keeper: Client, address: str
) -> None:
    response = keeper.get(f"{path_of(address)}?export=xlsx")
    book = load_workbook(io.BytesIO(b"".join(response)))
    found = [cell for row in book.active.iter_rows() for cell in row]
    if LISTS[address]:
        assert set(FORMULAS) <= {cell.value for cell in found}
    assert "f" not in {cell.data_type for cell in found}


def test_8_0_1_every_export_is_among_those_tried() -> None:
    """A list that offers spreadsheets joins the table above."""
    offered = set(exporting(get_resolver().url_patterns))
    assert offered == set(LISTS), "try these exports as well"
