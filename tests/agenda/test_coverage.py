"""Sections by weeks: counted where the item lies, empty ones in words too."""

from datetime import date

import pytest

from cms.agenda.coverage import coverage_of, mondays
from cms.core.models import EditorialRecord
from tests.admin import admin_client, soup
from tests.agenda.conftest import at, plan
from tests.factories.moderation import Board

pytestmark = pytest.mark.django_db


def test_eight_weeks_this_one_the_fifth() -> None:
    weeks = mondays(date(2026, 11, 22))
    assert (weeks[0], weeks[4], weeks[7]) == (
        *(date(2026, 10, 19), date(2026, 11, 16)),
        date(2026, 12, 7),
    )


def test_items_count_in_their_section_and_week(desk: Board) -> None:
    page = desk.draft(title="Ở chuyên mục")
    # Half past midnight on Monday here is Sunday evening by Greenwich.
    EditorialRecord.objects.filter(page_id=page.pk).update(
        first_published_at=at(16, 0, 30)
    )
    plan(desk, date(2026, 11, 29), section=desk.living.section)
    plan(desk, date(2026, 11, 29), section=desk.living.section, title="Nữa")
    plan(desk, date(2026, 11, 29), title="Chưa rõ chuyên mục")
    weeks = mondays(date(2026, 11, 19))
    [line] = [
        one
        for one in coverage_of(desk.publisher, [desk.living.unit], weeks)
        if one.section.id == desk.living.section.pk
    ]
    counted = [(cell.published, cell.planned) for cell in line.cells]
    assert counted == [(0, 0)] * 4 + [(1, 0), (0, 2), (0, 0), (0, 0)]
    assert line.empty_weeks == 6


def test_the_screen_says_in_words_where_nothing_is(desk: Board) -> None:
    plan(desk, date(2026, 11, 29), section=desk.living.section)
    answer = admin_client(desk.editor).get("/admin/lich/do-phu/")
    cells = [one.get_text(" ", strip=True) for one in soup(answer).select("td")]
    assert cells.count("Trống") == len(cells) - 1
    assert "0 +1 dự kiến" in " ".join(" ".join(cells).split())
    assert len(soup(answer).select("th.is-today")) == 1
