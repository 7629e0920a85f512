"""Writes of jobs: asked for, leased, finished, tended."""

from cms.jobs.services.asking import enqueue, enqueue_each, keep_recurring
from cms.jobs.services.leasing import claim, extend, give_back, reap
from cms.jobs.services.results import bury, fail, finish
from cms.jobs.services.tending import (
    RefusedError,
    drop,
    prune,
    retry,
    retry_all,
)

__all__ = [
    "RefusedError",
    "bury",
    "claim",
    "drop",
    "enqueue",
    "enqueue_each",
    "extend",
    "fail",
    "finish",
    "give_back",
    "keep_recurring",
    "prune",
    "reap",
    "retry",
    "retry_all",
]
