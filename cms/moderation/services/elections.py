"""What an election's stricter route does to items that are under way already."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cms.moderation.entrance import stricter_version
from cms.moderation.models import Case
from cms.moderation.services.voiding import FROZEN, void
from cms.moderation.turns import current
from cms.modes.choices import EffectKind, ModeKind
from cms.modes.models import Mode
from cms.modes.selectors import portals_of
from cms.modes.services import note_effect


@transaction.atomic
def follow_election(*, mode: Mode, at: datetime) -> list[Case]:
    """Send what waits for a word or for its release to the stricter route; return it.

    Whoever had it in hand is told. What this does not reach in time is stopped when it is
    about to be released (``releasing``).
    """
    if mode.kind != ModeKind.ELECTION:
        return []
    units = portals_of(mode).values("unit")
    under_way = Case.objects.filter(unit__in=units, state__in=FROZEN)
    keys = list(under_way.order_by("pk").values_list("pk", flat=True))
    return [case for key in keys if (case := _send_on(key, mode, at)) is not None]


def _send_on(key: int, mode: Mode, at: datetime) -> Case | None:
    Case.objects.select_for_update().get(pk=key)
    case = Case.objects.with_facts().get(pk=key)
    frozen = current(case) if case.state in FROZEN else None
    if frozen is None or stricter_version(case, frozen.page) is None:
        return None
    words = _("“%(mode)s” has begun: the stricter route counts from its first step.")
    void(case=case, frozen=frozen, by=None, remark=words % {"mode": mode.name})
    note_effect(
        mode=mode,
        kind=EffectKind.REROUTED,
        unit=case.unit,
        record=case.record,
        page_id=frozen.page.pk,
        at=at,
    )
    return case
