"""What other rooms announce, noted for front pages."""

from datetime import datetime
from typing import Any

from wagtail.models import Page

from cms.modes.announcements import mode_opened
from cms.modes.choices import EffectKind, ModeKind
from cms.modes.models import Mode
from cms.modes.selectors import portals_of
from cms.modes.services import note_effect
from cms.pages.models import HomePage


def mourning_opened(
    sender: type[Mode], mode: Mode, at: datetime, **kwargs: Any
) -> None:
    """Write down which front pages stop showing a festive campaign."""
    if mode.kind != ModeKind.MOURNING:
        return
    portals = portals_of(mode).select_related("unit", "site__root_page")
    unit_of = {one.site.root_page.path[: -Page.steplen]: one.unit for one in portals}
    for home in HomePage.objects.live().iterator():
        unit = unit_of.get(home.path[: -Page.steplen])
        if unit is not None and has_festive_block(home):
            note_effect(
                mode=mode,
                kind=EffectKind.BLOCK,
                unit=unit,
                page_id=home.pk,
                at=at,
            )


def has_festive_block(home: HomePage) -> bool:
    blocks = ((block["type"], block["value"]) for block in home.body.raw_data)
    return any(kind == "campaign" and value.get("is_festive") for kind, value in blocks)


def connect() -> None:
    mode_opened.connect(mourning_opened, dispatch_uid="pages_mourning")
