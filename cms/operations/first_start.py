"""What has to be true before the server starts. Each step is skipped if it is."""

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sites import stamps
from sites.models import Portal

DEMO = "cms.demo"
DEMO_STAMP = "demo"
BEGUN, LOADED = 1, 2


def migrations_to_apply() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def make_cache_table() -> None:
    call_command("createcachetable", verbosity=0)


def demo_is_wanted() -> bool:
    """Tell whether the demonstration has to be loaded, or its loading finished.

    Once begun it is remembered as begun: somebody who interrupts the first start gets
    the rest at the second. A house that opened portals of its own never gets it.
    """
    if not apps.is_installed(DEMO):
        return False
    (reached,) = stamps.read(DEMO_STAMP)
    return reached == BEGUN or (not reached and not Portal.objects.exists())


def demo_is_loaded() -> bool:
    return apps.is_installed(DEMO) and stamps.read(DEMO_STAMP)[0] >= LOADED


def refresh_demo() -> None:
    """Let the demonstration's unfinished work be of today."""
    call_command("refresh_demo")


def load_demo() -> None:
    (reached,) = stamps.read(DEMO_STAMP)
    if reached < BEGUN:
        stamps.raise_stamp(DEMO_STAMP)
    call_command("load_demo")
    stamps.raise_stamp(DEMO_STAMP)
