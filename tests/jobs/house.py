"""Settings of worker processes that tests start, and kill."""

from cms.settings.test import *  # noqa: F403 - settings add to settings

INSTALLED_APPS = [*INSTALLED_APPS, "tests.jobs.effects.EffectsConfig"]  # noqa: F405
