"""Bars and lines of the overview, as attributes of SVG: the policy allows no style.

Numbers are words here already, because templates write a comma where SVG wants a point.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 104, 28, 4


@dataclass(frozen=True)
class Bar:
    """A bar of how much there is, and a tick of how much there was before."""

    width: str
    tick: str
    look: str


@dataclass(frozen=True)
class Line:
    path: str
    x: str
    y: str


def bar_of(now: int, before: int) -> Bar:
    """Return a bar on the scale of the larger of the two figures."""
    scale = max(now, before, 1)
    look = "ok" if now >= before and now else "warn" if now else "crit"
    return Bar(_number(100 * now / scale), _number(100 * before / scale), look)


def line_of(values: Sequence[int]) -> Line:
    """Return a line through the values, the highest of which touches the top."""
    top = max(*values, 1)
    step = (WIDTH - 2 * MARGIN) / (len(values) - 1)
    room = HEIGHT - 2 * MARGIN
    points = [
        (_number(MARGIN + step * place), _number(HEIGHT - MARGIN - room * value / top))
        for place, value in enumerate(values)
    ]
    path = " L".join(f"{x} {y}" for x, y in points)
    return Line(f"M{path}", *points[-1])


def _number(value: float) -> str:
    return f"{value:.1f}"
