"""Published years of the Vietnamese lunar calendar, from a source that is not ours."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

LENGTHS = {"L": 30, "S": 29}


@dataclass(frozen=True)
class PublishedYear:
    new_year: date
    leap: int  # the month that comes twice; 0 if none
    lengths: tuple[int, ...]


def published() -> dict[int, PublishedYear]:
    lines = Path(__file__).with_name("years.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return {
        int(day[:4]): PublishedYear(
            date.fromisoformat(day),
            int(leap),
            tuple(LENGTHS[letter] for letter in letters),
        )
        for day, leap, letters in rows
    }
