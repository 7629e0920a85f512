"""The list of what passes on."""

import pytest

from cms.core.handover import (
    HandoverKind,
    Unclaimed,
    handover_kinds,
    register_handover,
)
from cms.core.models import EditorialRecord


def test_nothing_passes_on_twice() -> None:
    known = handover_kinds()
    with pytest.raises(RuntimeError):
        register_handover(known[0])
    assert handover_kinds() == known


@pytest.mark.parametrize(
    ("is_released", "unclaimed"), [(True, EditorialRecord.objects.all), (False, None)]
)
def test_what_is_taken_over_is_asked_about_for_many(
    *, is_released: bool, unclaimed: Unclaimed | None
) -> None:
    with pytest.raises(ValueError, match="things"):
        HandoverKind(
            "things",
            "Things",
            "core.EditorialRecord.liable_person",
            held=lambda person, unit: EditorialRecord.objects.none(),
            pass_on=lambda rows, person: None,
            is_released=is_released,
            unclaimed=unclaimed,
        )
