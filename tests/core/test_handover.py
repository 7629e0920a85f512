"""The list of what passes on."""

import pytest

from cms.core.handover import handover_kinds, register_handover


def test_nothing_passes_on_twice() -> None:
    known = handover_kinds()
    with pytest.raises(RuntimeError):
        register_handover(known[0])
    assert handover_kinds() == known
