"""What a front page shows of the news, sorted out of one query's rows."""

from collections.abc import Callable, Sequence

from cms.core.listings import FrontStories, FrontWish, Story
from cms.core.models import ContentForm, Origin
from cms.news.models import Placement
from cms.news.models.placement import PlacementKind
from cms.news.stories import gallery_pictures, story_of
from sites.snapshots import PortalSnapshot

Test = Callable[[Placement], bool]


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

    def newest(among: Sequence[Placement], limit: int, test: Test) -> list[Story]:
        return [story_of(row, portal) for row in among if test(row)][:limit]

    sections = {
        section_id: newest(
            rows, wish.each, lambda row, key=section_id: row.section_id == key
        )
        for section_id in wish.section_ids
    }
    return FrontStories(
        sections=sections,
        chosen=_chosen(wish, rows, portal),
        latest=newest(own, wish.latest, lambda row: True),
        photo_reports=_photo_reports(wish, own, portal),
        videos=newest(own, wish.videos, lambda row: row.form == ContentForm.VIDEO),
        republished=newest(
            own,
            wish.republished,
            lambda row: row.page.origin == Origin.REPUBLISHED,
        ),
    )


def _chosen(
    wish: FrontWish, rows: Sequence[Placement], portal: PortalSnapshot
) -> list[Story]:
    homes = {row.page_id: row for row in rows if row.kind == PlacementKind.HOME}
    return [story_of(homes[key], portal) for key in wish.chosen if key in homes]


def _photo_reports(
    wish: FrontWish, own: Sequence[Placement], portal: PortalSnapshot
) -> list[Story]:
    """Only the first comes with its pictures: the others are shown as cards."""
    found = [row for row in own if row.form == ContentForm.PHOTO_REPORT]
    shown = found[: wish.photo_reports]
    pictures = gallery_pictures([row.page for row in shown[:1]])
    return [story_of(row, portal, pictures.get(row.page_id, ())) for row in shown]
