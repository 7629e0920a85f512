"""On a front page no item is told twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.pages.fronts import Part
from cms.pages.models import SectionPage
from tests.factories.media import ImageFactory, figure
from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living
from tests.pages.front_pages import LEAD, fill, front, ids, keys, rows

pytestmark = pytest.mark.django_db


def told(parts: list[Part]) -> list[list[int]]:
    """Return the items of every part, in order."""
    found = []
    for part in parts:
        lead = [part.resolved[name] for name in ("lead",) if name in part.resolved]
        columns = [column["items"] for column in part.resolved.get("sections", [])]
        lists = [part.resolved.get(name, []) for name in ("rail", "items", "others")]
        found.append(
            ids([*lead, *(story for one in [*lists, *columns] for story in one)])
        )
    return found


STAGE = ("photo_reports", {"title": "Qua ảnh"})


def test_a_small_portal_tells_nothing_twice(living: Living, sport: SectionPage) -> None:
    """What a section would have to do without does not stand beside the lead."""
    both = rows(living.section, sport)
    (only,) = fill(living.section, 1)
    assert told(front(living, LEAD, both)) == [[only.pk]]
    (game,) = fill(sport, 1)
    assert told(front(living, LEAD, both)) == [[game.pk], [only.pk]]
    newest, *others = fill(living.section, 3)
    assert told(front(living, LEAD, both)) == [
        [newest.pk, only.pk, others[0].pk],
        [others[1].pk, game.pk],
    ]


def test_a_section_that_is_not_on_the_page_spares_all_it_has(
    living: Living, sport: SectionPage
) -> None:
    made = fill(living.section, 3)
    games = fill(sport, 2, also_in=[living.section])
    lead, row = told(front(living, LEAD, rows(sport)))
    assert sorted([*lead, *row]) == sorted(keys([*made, *games]))
    assert row == [games[1].pk]


def test_what_an_editor_chose_leads_whatever_is_left(living: Living) -> None:
    made = fill(living.section, 2)
    chosen = ("lead", {"pages": keys(made)[::-1], "rail": 4})
    assert told(front(living, chosen, rows(living.section))) == [keys(made)[::-1]]


def test_a_section_whose_newest_lead_shows_as_many_as_before(living: Living) -> None:
    made = fill(living.section, 12)
    chosen = ("lead", {"pages": keys(made[:5]), "rail": 4})
    _lead, row = told(front(living, chosen, rows(living.section)))
    assert row == keys(made[5:11])


def test_the_newest_report_leads_only_where_there_is_nothing_else(
    living: Living,
) -> None:
    (report,) = fill(living.section, 1, form="phong_su_anh")
    assert told(front(living, LEAD, STAGE)) == [[report.pk]]
    older = NewsPageFactory.create(
        parent=living.section, published_at=timezone.now() - timedelta(days=9)
    )
    assert told(front(living, LEAD, STAGE)) == [[older.pk], [report.pk]]


def test_a_chosen_report_leaves_the_stage_to_the_next(living: Living) -> None:
    image = ImageFactory.create()
    made = fill(living.section, 2, form="phong_su_anh", body=[figure(image)])
    chosen = ("lead", {"pages": [made[0].pk], "rail": 0})
    lead, stage = front(living, chosen, STAGE)
    assert told([lead, stage]) == [[made[0].pk], [made[1].pk]]
    assert list(stage.resolved["items"][0].images) == [image]
