"""How much is measured, and for how long."""

import os
from dataclasses import dataclass

KINDS = ("article", "home", "section")
CONNECTIONS = 4
GROWTH_LIMIT = 1.2
JOBS_A_SECOND = 200
MEMORY_LIMIT = 1.05  # of a worker, from a tenth of its jobs to all of them
MONTH_QUERIES = 20
LIMIT_SECONDS = 900
GROWTH_SECONDS = 25  # at most, for each kind of page


@dataclass(frozen=True)
class Plan:
    scale: float

    @property
    def few_articles(self) -> int:
        """Fill two pages of a section: a page that shows less is cheaper anyway."""
        return 24

    @property
    def articles(self) -> int:
        return max(100, round(10_000 * self.scale))

    @property
    def portals(self) -> int:
        return max(10, round(200 * self.scale))

    @property
    def desks(self) -> int:
        """Portals of the house whose administration is measured, with five people each."""
        return max(20, round(1_000 * self.scale))

    @property
    def jobs(self) -> int:
        return max(1_000, round(10_000 * self.scale))

    @property
    def month(self) -> tuple[int, int]:
        """Return of how many portals, with how many items, a month is asked for."""
        return max(5, round(50 * self.scale)), max(300, round(3_000 * self.scale))

    @property
    def cold_pages(self) -> int:
        return self.portals // 2

    @property
    def warm_up_seconds(self) -> int:
        return 1

    @property
    def load_seconds(self) -> int:
        return max(1, round(4 * self.scale))

    @property
    def kept_seconds(self) -> int:
        """Kept pages differ little from one another: half the time tells enough."""
        return max(1, self.load_seconds // 2)

    @property
    def rounds(self) -> int:
        return max(3, round(10 * self.scale))

    @property
    def requests_per_round(self) -> int:
        return 20


def plan() -> Plan:
    """Return the full plan, or the part of it that ``BENCH_SCALE`` names."""
    return Plan(scale=float(os.environ.get("BENCH_SCALE") or 1))
