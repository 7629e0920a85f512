"""A change carried out beside the request that asked for it, told step by step."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue

from django.db import connection
from django.utils import translation

from cms.reorganisation.models import Change
from cms.reorganisation.report import Report
from cms.reorganisation.services import go_live
from cms.users.models import User


@dataclass(frozen=True)
class Step:
    """What is being done, which of how many."""

    name: str
    number: int
    whole: int


class Carrying:
    """One change on its way, in a thread and a transaction of its own.

    A browser that goes away in the middle stops nothing; a process that ends takes
    everything back.
    """

    def __init__(self, change: Change, actor: User) -> None:
        self._steps: SimpleQueue[Step | None] = SimpleQueue()
        self.language = translation.get_language()
        pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="change")
        self.result: Future[Report] = pool.submit(self._work, change, actor)
        pool.shutdown(wait=False)

    def steps(self) -> Iterator[Step]:
        """Yield each step when it begins; end when nothing more is done."""
        while (step := self._steps.get()) is not None:
            yield step

    def _work(self, change: Change, actor: User) -> Report:
        try:
            with translation.override(self.language):
                return go_live(change=change, actor=actor, progress=self._note)
        finally:
            connection.close()
            self._steps.put(None)

    def _note(self, name: str, number: int, whole: int) -> None:
        self._steps.put(Step(name, number, whole))
