"""Fifteen seconds to five minutes."""

import pytest

from cms.quality.rules.clips import in_minutes
from tests.quality.subjects import clip, hits, subject


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (14, "“Chợ nổi” dài 0:14."),
        (15, None),
        (15.9, None),
        (300, None),
        (300.9, None),
        (301, "“Chợ nổi” dài 5:01."),
        (0, "Chưa ghi “Chợ nổi” dài bao lâu."),
        (None, "Chưa ghi “Chợ nổi” dài bao lâu."),
    ],
)
def test_a_clip_lasts_from_fifteen_seconds_to_five_minutes(
    seconds: float, words: str | None
) -> None:
    found = hits("clip_length", subject(clips=[clip(1, seconds)]))
    assert [hit.words for hit in found] == ([words] if words else [])
    for hit in found:
        assert hit.remedy == "Clip phải dài từ 0:15 đến 5:00."
        assert (hit.field, hit.block) == ("body", "b1")
        assert hit.subject


def test_a_recording_is_no_clip() -> None:
    assert hits("clip_length", subject(clips=[clip(1, 900, type="audio")])) == []


def test_every_clip_is_looked_at() -> None:
    clips = [clip(1, 900, type="audio"), clip(2, 900), clip(3, 5)]
    assert len(hits("clip_length", subject(clips=clips))) == 2


def test_limits_are_data() -> None:
    seen = subject(clips=[clip(1, 20)])
    assert hits("clip_length", seen, least=21)
    assert hits("clip_length", seen, most=19)
    assert not hits("clip_length", seen, least=20, most=20)


def test_lengths_are_read_as_in_a_player() -> None:
    assert [in_minutes(one) for one in (5, 60, 3_599)] == ["0:05", "1:00", "59:59"]
