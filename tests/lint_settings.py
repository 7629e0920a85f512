"""The test settings with the migration linter's command, for ``.ci/run`` alone."""

from cms.settings import test
from cms.settings.test import *  # noqa: F403

INSTALLED_APPS = [*test.INSTALLED_APPS, "django_migration_linter"]
