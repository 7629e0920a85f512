"""Handlers for worker processes of a test: each deed leaves a row that names its job.

``trial_effect`` has no uniqueness for what is atomic: done twice, it stands there twice.
"""

import time
from datetime import timedelta

from django.apps import AppConfig
from django.db import connection

from cms.jobs import registry
from cms.jobs.work import Work

ATOMIC, OUTSIDE = "trial.atomic", "trial.outside"
LEASE = timedelta(seconds=1)
TABLES = (
    "CREATE TABLE trial_effect (job bigint NOT NULL)",
    "CREATE TABLE trial_receiver (job bigint PRIMARY KEY)",
)


class EffectsConfig(AppConfig):
    name = "tests.jobs.effects"
    label = "trial_effects"

    def ready(self) -> None:
        registry.handler(ATOMIC, lease=LEASE, attempts=50, atomic=True)(leave_a_row)
        registry.handler(OUTSIDE, lease=LEASE, attempts=50)(tell_the_receiver)


def leave_a_row(work: Work) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO trial_effect VALUES (%s)", [work.pk])
    time.sleep(0.002)  # long enough to be killed in


def tell_the_receiver(work: Work) -> None:
    """Be idempotent by the key: a receiver that has heard of the job does nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO trial_receiver VALUES (%s) ON CONFLICT DO NOTHING", [work.pk]
        )
    time.sleep(0.002)
