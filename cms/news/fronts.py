"""What a front page shows of the news, sorted out of one query's rows."""

from collections.abc import Sequence

from cms.core.listings import FrontStories, FrontWish, Story
from cms.core.models import ContentForm, Origin
from cms.news.models import Placement
from cms.news.models.placement import PlacementKind
from cms.news.stories import gallery_pictures, story_of
from sites.snapshots import PortalSnapshot


def found_for(
    wish: FrontWish, rows: Sequence[Placement], home_id: int, portal: PortalSnapshot
) -> FrontStories:
    """Sort rows, the newest first, into what was wished for.

    The newest of every list are among the rows; what another wish brought along is
    older than the last of them, so that cutting each list at its length is enough.
    """
    own = [
        row for row in rows if row.kind == PlacementKind.HOME and row.home_id == home_id
    ]
    films = [row for row in own if row.form == ContentForm.VIDEO]
    others = [row for row in own if row.page.origin == Origin.REPUBLISHED]
    sections = {
        section_id: _stories(
            [row for row in rows if row.section_id == section_id], wish.each, portal
        )
        for section_id in wish.section_ids
    }
    return FrontStories(
        sections=sections,
        chosen=_chosen(wish, rows, portal),
        latest=_stories(own, wish.latest, portal),
        photo_reports=_photo_reports(wish, own, portal),
        videos=_stories(films, wish.videos, portal),
        republished=_stories(others, wish.republished, portal),
    )


def _stories(
    rows: Sequence[Placement], limit: int, portal: PortalSnapshot
) -> list[Story]:
    return [story_of(row, portal) for row in rows[:limit]]


def _chosen(
    wish: FrontWish, rows: Sequence[Placement], portal: PortalSnapshot
) -> list[Story]:
    homes = {row.page_id: row for row in rows if row.kind == PlacementKind.HOME}
    return [story_of(homes[key], portal) for key in wish.chosen if key in homes]


def _photo_reports(
    wish: FrontWish, own: Sequence[Placement], portal: PortalSnapshot
) -> list[Story]:
    """Only the first comes with its pictures: the others are shown as cards.

    What editors chose to lead is on the page already.
    """
    found = [
        row
        for row in own
        if row.form == ContentForm.PHOTO_REPORT and row.page_id not in wish.chosen
    ]
    shown = found[: wish.photo_reports]
    pictures = gallery_pictures([row.page for row in shown[:1]])
    return [story_of(row, portal, pictures.get(row.page_id, ())) for row in shown]
